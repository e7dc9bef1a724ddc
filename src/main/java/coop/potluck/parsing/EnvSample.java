package coop.potluck.parsing;

import coop.potluck.recipe.EnvironmentKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code .env.sample} says.
 *
 * @param keys each once, in the order of the file
 * @param values of the keys that are not commented out, their own variables replaced
 * @param modifiers of secrets, by the key of their version
 * @param comments all that stands in comments, a commented key's line too
 */
record EnvSample(
    List<EnvironmentKey> keys,
    Map<String, String> values,
    Map<String, SecretModifiers> modifiers,
    String comments) {

  static final String PATH = ".env.sample";
  static final String COMPOSE_FILE = "COMPOSE_FILE";
  static final EnvSample NONE = new EnvSample(List.of(), Map.of(), Map.of(), "");

  /** What a sample asks of a secret that a client makes up. */
  record SecretModifiers(@Nullable Integer length, @Nullable String charset, boolean generate) {
    static final SecretModifiers NONE = new SecretModifiers(null, null, true);
  }

  /** The value of a key, commented out or not; null where there is none. */
  @Nullable String sampleOf(String key) {
    return keys.stream()
        .filter(known -> known.key().equals(key))
        .map(EnvironmentKey::value)
        .findFirst()
        .orElse(null);
  }

  /** {@code TYPE} without a version; null where it names none. */
  @Nullable String type() {
    var type = values.getOrDefault("TYPE", "").strip();
    var colon = type.indexOf(':');
    var name = colon < 0 ? type : type.substring(0, colon);
    return name.isEmpty() ? null : name;
  }

  /** The paths that {@code COMPOSE_FILE} switches on, in their order; empty where it is not set. */
  List<String> composeFiles() {
    return split(values.getOrDefault(COMPOSE_FILE, ""));
  }

  private static List<String> split(String chain) {
    return Arrays.stream(chain.split(":", -1))
        .map(String::strip)
        .map(path -> path.startsWith("./") ? path.substring(2) : path)
        .filter(path -> !path.isEmpty())
        .distinct()
        .toList();
  }

  /** Whether a comment names a file, by its path or by its name alone. */
  boolean mentions(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    for (var at = comments.indexOf(name); at >= 0; at = comments.indexOf(name, at + 1)) {
      var after = at + name.length();
      var starts = at == 0 || !isPartOfName(comments.charAt(at - 1));
      var ends = after == comments.length() || !isPartOfName(comments.charAt(after));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  /** The values, with those that {@code abra.sh} exports above them. */
  Map<String, String> with(Map<String, String> exported) {
    var all = new LinkedHashMap<>(values);
    all.putAll(exported);
    return all;
  }
}
