package coop.potluck.app;

import coop.potluck.source.Secret;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a setting is written, for each type that a setting can have. */
final class ConfigValues {

  private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d_]{0,24}");
  private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,9})(ms|s|m|h|d))+");
  private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,6})?)\\s*(B|[kKMGT]B|[KMGT]iB)?");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./:@+-]*");

  /** What other readers of YAML would take for a number. */
  private static final Pattern NUMERIC = Pattern.compile("[\\d_]*\\.?[\\d_]*([eE][+-]?\\d*)?");

  private static final Map<String, Long> SIZES = new LinkedHashMap<>();
  private static final Map<String, Long> MILLIS = new LinkedHashMap<>();

  static {
    SIZES.put("TiB", 1L << 40);
    SIZES.put("GiB", 1L << 30);
    SIZES.put("MiB", 1L << 20);
    SIZES.put("KiB", 1L << 10);
    SIZES.put("TB", 1_000_000_000_000L);
    SIZES.put("GB", 1_000_000_000L);
    SIZES.put("MB", 1_000_000L);
    SIZES.put("kB", 1_000L);
    SIZES.put("KB", 1_000L);
    SIZES.put("B", 1L);
    MILLIS.put("d", 86_400_000L);
    MILLIS.put("h", 3_600_000L);
    MILLIS.put("m", 60_000L);
    MILLIS.put("s", 1_000L);
    MILLIS.put("ms", 1L);
  }

  private ConfigValues() {}

  /**
   * The value that {@code text} spells; throws {@link IllegalArgumentException} whose message says
   * what was expected.
   *
   * @param folder that a relative path starts from
   */
  static Object parse(RecordComponent component, String text, Path folder) {
    var type = component.getType();
    if (type == long.class) {
      return isSize(component) ? size(text) : number(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == int.class) {
      return (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == boolean.class) {
      return truth(text);
    }
    if (type == String.class) {
      return text;
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type == Path.class) {
      return path(text, folder);
    }
    if (type == URI.class) {
      return uri(text);
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    throw new IllegalStateException("settings cannot have a " + type.getName());
  }

  /** A value as it may stand in the file; secrets as stars. */
  static String format(RecordComponent component, @Nullable Object value) {
    if (value == null) {
      return "~";
    }
    if (value instanceof Secret) {
      return "\"***\"";
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(item -> quoted(String.valueOf(item)))
          .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Duration duration) {
      return duration(duration);
    }
    if (value instanceof Long number && isSize(component)) {
      return size(number);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    return quoted(value instanceof Enum<?> constant ? lower(constant) : value.toString());
  }

  static String quoted(String text) {
    if (PLAIN.matcher(text).matches()
        && !text.endsWith(":")
        && !List.of("true", "false", "null", "yes", "no", "on", "off", "~").contains(text)
        && !NUMERIC.matcher(text).matches()) {
      return text;
    }
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if ((c < 0x20 || c > 0x7e) && !Character.isLetterOrDigit(c)) {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  static Path path(String text, Path folder) {
    try {
      return folder.resolve(text).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw expected("a path");
    }
  }

  static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw expected("true or false");
    };
  }

  private static boolean isSize(RecordComponent component) {
    return component.getName().endsWith("Bytes") || component.getName().endsWith("BytesPerDay");
  }

  static long number(String text, long least, long most) {
    if (NUMBER.matcher(text).matches()) {
      try {
        var value = Long.parseLong(text.replace("_", ""));
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw expected("a smaller number");
      }
    }
    throw expected("a whole number");
  }

  private static Duration duration(String text) {
    if (!DURATION.matcher(text).matches()) {
      throw expected("a time with its unit, such as 500ms, 30s, 5m, 1h or 2d");
    }
    var sum = Duration.ZERO;
    var parts = DURATION_PART.matcher(text);
    while (parts.find()) {
      var millis = MILLIS.getOrDefault(parts.group(2), 1L);
      sum = sum.plus(Duration.ofMillis(millis).multipliedBy(Long.parseLong(parts.group(1))));
    }
    return sum;
  }

  private static String duration(Duration value) {
    if (value.isZero()) {
      return "0s";
    }
    var left = value.toMillis();
    var text = new StringBuilder();
    for (var unit : MILLIS.entrySet()) {
      if (left >= unit.getValue()) {
        text.append(left / unit.getValue()).append(unit.getKey());
        left %= unit.getValue();
      }
    }
    return text.toString();
  }

  static long size(String text) {
    var parts = SIZE.matcher(text.strip());
    if (parts.matches()) {
      var unit = parts.group(2) == null ? 1L : SIZES.getOrDefault(parts.group(2), 1L);
      try {
        return new BigDecimal(parts.group(1))
            .multiply(BigDecimal.valueOf(unit))
            .toBigInteger()
            .longValueExact();
      } catch (ArithmeticException e) {
        throw expected("a smaller size");
      }
    }
    throw expected("a size, such as 65536, 200 MB or 1 GiB");
  }

  private static String size(long value) {
    for (var unit : SIZES.entrySet()) {
      if (value > 0 && unit.getValue() > 1 && value % unit.getValue() == 0) {
        return value / unit.getValue() + " " + unit.getKey();
      }
    }
    return String.valueOf(value);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw expected("a URL");
    }
  }

  private static Object constant(Class<?> type, String text) {
    var names = new ArrayList<String>();
    for (var constant : type.getEnumConstants()) {
      if (lower((Enum<?>) constant).equals(text)) {
        return constant;
      }
      names.add(lower((Enum<?>) constant));
    }
    throw expected("one of " + String.join(", ", names));
  }

  /** How the constants of an enumeration are written. */
  static List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(ConfigValues::lower).toList();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(what);
  }
}
