package coop.potluck.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The spelling of keys, and what somebody may have meant who spelt one otherwise. */
final class ConfigKeys {

  private ConfigKeys() {}

  /** {@code maxFetchBytes} as {@code max_fetch_bytes}. */
  static String snake(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  static String unknown(String key, Collection<String> known) {
    return "unknown key "
        + key
        + nearest(key, known)
            .map(name -> "; did you mean " + name + "?")
            .orElse("; known here are " + String.join(", ", new TreeSet<>(known)));
  }

  /** The one of {@code known} that is spelt almost so. */
  static Optional<String> nearest(String key, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(key, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(key, name)));
  }

  /** Letters to add, drop, change or swap with a neighbour. */
  static int distance(String a, String b) {
    var d = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        var same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
