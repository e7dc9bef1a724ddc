package coop.potluck.object;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JSON in the one form of RFC 8785, for values whose numbers are all integers below 2^53.
 *
 * <p>Half of a surrogate pair, which no UTF-8 can hold, becomes U+FFFD.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>
 */
public final class CanonicalJson {

  private static final long MAX_INTEGER = (1L << 53) - 1;
  private static final int MAX_DIGITS = 17;
  private static final int MAX_DEPTH = 64;
  private static final String HEX = "0123456789abcdef";

  private static final ObjectMapper READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(RecipeObject.MAX_BYTES)
                          .maxNameLength(RecipeObject.MAX_BYTES)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final StringBuilder out = new StringBuilder(4096);

  private CanonicalJson() {}

  /**
   * The value's bytes, in UTF-8.
   *
   * @throws IllegalArgumentException if a number in it is no integer below 2^53
   */
  public static byte[] bytes(JsonNode value) {
    var json = new CanonicalJson();
    json.value(value);
    return json.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The value that canonical bytes spell; empty if they are no JSON, are longer than {@link
   * RecipeObject#MAX_BYTES} or deeper than 64, or spell their value in any other way than {@link
   * #bytes} does.
   */
  public static Optional<JsonNode> read(byte[] bytes) {
    if (bytes.length > RecipeObject.MAX_BYTES) {
      return Optional.empty();
    }
    try {
      var value = READER.readTree(bytes);
      return Arrays.equals(bytes(value), bytes) ? Optional.of(value) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether {@link #read} reads them. */
  public static boolean isCanonical(byte[] bytes) {
    return read(bytes).isPresent();
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
