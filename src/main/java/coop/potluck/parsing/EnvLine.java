package coop.potluck.parsing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a file of variables.
 *
 * @param value unquoted
 * @param template the value as interpolation reads it; null where single quotes forbid that
 * @param comment what follows the value on the line
 * @param closed whether the quote that opens the value is closed
 */
record EnvLine(
    String name,
    String value,
    @Nullable String template,
    @Nullable String comment,
    boolean quoted,
    boolean closed) {

  /** The assignment that a line holds, if it is one. */
  static Optional<EnvLine> parse(String line) {
    var start = skipSpace(line, 0);
    if (line.startsWith("export ", start)) {
      start = skipSpace(line, start + "export ".length());
    }
    var end = start;
    while (end < line.length() && Interpolation.isName(line.charAt(end), end > start)) {
      end++;
    }
    var equals = skipSpace(line, end);
    if (end == start || equals >= line.length() || line.charAt(equals) != '=') {
      return Optional.empty();
    }
    return Optional.of(value(line.substring(start, end), line, equals + 1));
  }

  private static EnvLine value(String name, String line, int from) {
    var start = skipSpace(line, from);
    var first = start < line.length() ? line.charAt(start) : ' ';
    if (first == '"' || first == '\'') {
      return quoted(name, line, start, first);
    }
    var end = line.length();
    for (var i = start; i < line.length(); i++) {
      if (line.charAt(i) == '#' && i > from && Character.isWhitespace(line.charAt(i - 1))) {
        end = i;
        break;
      }
    }
    var value = line.substring(start, end).strip();
    return new EnvLine(name, value, value, comment(line, end), false, true);
  }

  private static EnvLine quoted(String name, String line, int start, char quote) {
    var value = new StringBuilder();
    var template = new StringBuilder();
    var i = start + 1;
    for (; i < line.length() && line.charAt(i) != quote; i++) {
      var c = line.charAt(i);
      var escapes = quote == '"' && c == '\\' && i + 1 < line.length();
      if (escapes && "\"\\$n".indexOf(line.charAt(i + 1)) >= 0) {
        i++;
        var escaped = line.charAt(i) == 'n' ? '\n' : line.charAt(i);
        value.append(escaped);
        template.append(escaped == '$' ? "$$" : String.valueOf(escaped));
      } else {
        value.append(c);
        template.append(c);
      }
    }
    return new EnvLine(
        name,
        value.toString(),
        quote == '"' ? template.toString() : null,
        i < line.length() ? comment(line, i + 1) : null,
        true,
        i < line.length());
  }

  private static @Nullable String comment(String line, int from) {
    var hash = line.indexOf('#', from);
    if (hash < 0) {
      return null;
    }
    var text = uncommented(line.substring(hash));
    return text.isEmpty() ? null : text;
  }

  /** A comment's text without the marks before it. */
  static String uncommented(String line) {
    var text = line.strip();
    var i = 0;
    while (i < text.length() && text.charAt(i) == '#') {
      i++;
    }
    return text.substring(i).strip();
  }

  /** Whether it has none of the looks of a sentence that happens to start like an assignment. */
  boolean isPlausible() {
    for (var i = 0; i < name.length(); i++) {
      if (Character.isLowerCase(name.charAt(i))) {
        return false;
      }
    }
    return quoted ? closed : value.chars().filter(Character::isWhitespace).count() < 3;
  }

  private static int skipSpace(String line, int from) {
    var i = from;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }
}
