package coop.potluck.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads single values of a git config file, and passes over what it does not understand. */
final class GitConfig {

  private GitConfig() {}

  /** The last value of {@code key} in a section without a sub-section; null where there is none. */
  static @Nullable String value(String text, String section, String key) {
    String found = null;
    var inside = false;
    for (var raw : text.lines().toList()) {
      var line = raw.strip();
      if (line.startsWith("[")) {
        var end = line.indexOf(']');
        inside = end > 0 && line.substring(1, end).strip().equalsIgnoreCase(section);
        line = end > 0 ? line.substring(end + 1).strip() : "";
      }
      var equals = line.indexOf('=');
      if (inside
          && equals > 0
          && line.substring(0, equals).strip().toLowerCase(Locale.ROOT).equals(key)) {
        found = unquoted(line.substring(equals + 1).strip());
      }
    }
    return found;
  }

  private static String unquoted(String text) {
    var value = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        value.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i) == 't' ? '\t' : text.charAt(i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '#' || c == ';')) {
        break;
      } else {
        value.append(c);
      }
    }
    return value.toString().strip();
  }
}
