package coop.potluck.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the one form of RFC 8785, for values whose numbers are all integers below 2^53.
 *
 * <p>Half of a surrogate pair, which no UTF-8 can hold, becomes U+FFFD.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>
 */
final class CanonicalJson {

  private static final long MAX_INTEGER = (1L << 53) - 1;
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(4096);

  private CanonicalJson() {}

  static byte[] bytes(JsonNode value) {
    var json = new CanonicalJson();
    json.value(value);
    return json.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> object(value);
      case ARRAY -> array(value);
      case STRING -> string(value.textValue());
      case NUMBER -> number(value);
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL -> out.append("null");
      default -> throw new IllegalArgumentException("no JSON: " + value.getNodeType());
    }
  }

  /** Java compares strings by UTF-16 code units, as the RFC asks. */
  private void object(JsonNode object) {
    var sorted = new TreeMap<String, JsonNode>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      sorted.put(entry.getKey(), entry.getValue());
    }
    var separator = '{';
    for (var entry : sorted.entrySet()) {
      out.append(separator);
      string(entry.getKey());
      out.append(':');
      value(entry.getValue());
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode array) {
    out.append('[');
    for (var i = 0; i < array.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(array.get(i));
    }
    out.append(']');
  }

  private void number(JsonNode number) {
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || Math.abs(number.longValue()) > MAX_INTEGER) {
      throw new IllegalArgumentException("no integer below 2^53: " + number);
    }
    out.append(number.longValue());
  }

  private void string(String text) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      switch (character) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> i += plain(text, i, character);
      }
    }
    out.append('"');
  }

  /** Writes a character that has no short escape; how many more units it took. */
  private int plain(String text, int at, char character) {
    if (character < 0x20) {
      out.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
    } else if (!Character.isSurrogate(character)) {
      out.append(character);
    } else if (at + 1 < text.length()
        && Character.isSurrogatePair(character, text.charAt(at + 1))) {
      out.append(character).append(text.charAt(at + 1));
      return 1;
    } else {
      out.append('\uFFFD');
    }
    return 0;
  }
}
