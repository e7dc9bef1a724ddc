package coop.potluck.app;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the values of a configuration come from, by key: {@code http.port}. */
final class Origins {

  /**
   * The place of one value.
   *
   * @param where an option, a variable, or a file and line
   * @param reference of a secret: the key and value that lead to it, such as {@code token_env:
   *     ADMIN}; empty for any other value
   */
  record Origin(String where, String reference) {}

  private final Map<String, Origin> byKey = new TreeMap<>();

  void put(String key, String where) {
    byKey.put(key, new Origin(where, ""));
  }

  /** A secret, which is led to by {@code reference}. */
  void put(String key, String where, String reference) {
    byKey.put(key, new Origin(where, reference));
  }

  Optional<Origin> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }
}
