package coop.potluck.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's query, checked against what its route declares. */
final class Query {

  private static final int MAX_PARAMETERS = 64;

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Reads the text after the question mark. */
  static Query parse(@Nullable String raw, List<Parameter> declared) {
    var given = new LinkedHashMap<String, List<String>>();
    if (raw != null && !raw.isEmpty()) {
      read(raw, declared, given);
    }
    var values = new LinkedHashMap<String, List<String>>();
    for (var parameter : declared) {
      var texts = given.get(parameter.name());
      if (texts != null) {
        values.put(
            parameter.name(),
            parameter.ordered() ? texts : texts.stream().sorted().distinct().toList());
      } else if (parameter.preset() != null) {
        values.put(parameter.name(), List.of(parameter.preset()));
      }
    }
    return new Query(values);
  }

  private static void read(String raw, List<Parameter> declared, Map<String, List<String>> given) {
    var start = 0;
    var count = 0;
    while (start < raw.length()) {
      var ampersand = raw.indexOf('&', start);
      var end = ampersand < 0 ? raw.length() : ampersand;
      if (end > start) {
        if (++count > MAX_PARAMETERS) {
          throw new Refusal(ProblemType.BAD_REQUEST, "at most " + MAX_PARAMETERS + " parameters");
        }
        var equals = raw.indexOf('=', start);
        var split = equals < 0 || equals > end ? end : equals;
        var name = decode(raw.substring(start, split), "a parameter's name");
        var value = split == end ? "" : decode(raw.substring(split + 1, end), name);
        add(name, value, declared, given);
      }
      start = end + 1;
    }
  }

  private static void add(
      String name, String value, List<Parameter> declared, Map<String, List<String>> given) {
    var parameter =
        declared.stream().filter(known -> known.name().equals(name)).findFirst().orElse(null);
    if (parameter == null) {
      var known = declared.stream().map(Parameter::name).toList();
      throw new Refusal(
              ProblemType.UNKNOWN_PARAMETER,
              known.isEmpty()
                  ? "this address takes no parameters"
                  : "this address takes " + String.join(", ", known))
          .with("parameter", name);
    }
    var values = given.computeIfAbsent(name, missing -> new ArrayList<>(1));
    if (!values.isEmpty() && !parameter.repeatable()) {
      throw new Refusal(ProblemType.MALFORMED_PARAMETER, name + " may be given once")
          .with("parameter", name);
    }
    values.add(parameter.read(value));
  }

  List<String> values(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The same for all spellings of one question: names in the order of the route's table. */
  String canonical(boolean withPage) {
    var text = new StringBuilder();
    for (var entry : values.entrySet()) {
      if (!withPage && (entry.getKey().equals("cursor") || entry.getKey().equals("limit"))) {
        continue;
      }
      for (var value : entry.getValue()) {
        text.append(text.length() == 0 ? "" : "&").append(entry.getKey()).append('=');
        encode(value, text);
      }
    }
    return text.toString();
  }

  /** Percent-encodes all but RFC 3986's unreserved characters. */
  static void encode(String value, StringBuilder into) {
    for (var b : value.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        into.append(c);
      } else {
        into.append('%');
        into.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        into.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
  }

  private static String decode(String text, String parameter) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    var bytes = ByteBuffer.allocate(text.length() * 4);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '%') {
        var whole = i + 2 < text.length();
        var high = whole ? Character.digit(text.charAt(i + 1), 16) : -1;
        var low = whole ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw malformed(parameter);
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else if (c == '+') {
        bytes.put((byte) ' ');
      } else {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      var decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (decoded.indexOf('\0') >= 0) {
        throw malformed(parameter);
      }
      return decoded;
    } catch (CharacterCodingException e) {
      throw malformed(parameter);
    }
  }

  private static Refusal malformed(String parameter) {
    return new Refusal(
            ProblemType.MALFORMED_PARAMETER, "percent-encoded UTF-8 without NUL is expected")
        .with("parameter", parameter);
  }
}
