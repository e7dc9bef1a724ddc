package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The keys of {@code .env.sample} that mean nothing to anything else. */
final class UnusedKeys {

  /**
   * What those who deploy a recipe read themselves, so that no file of it needs to: where and how
   * it is deployed, when to give up, what to run afterwards, and what to do by itself.
   */
  private static final Set<String> OF_CLIENTS =
      Set.of(
          "TYPE",
          "RECIPE",
          "DOMAIN",
          "STACK_NAME",
          "COMPOSE_FILE",
          "LETS_ENCRYPT_ENV",
          "TIMEOUT",
          "ENABLE_AUTO_UPDATE",
          "ENABLE_BACKUPS",
          "PRE_DEPLOY_CMDS",
          "POST_DEPLOY_CMDS",
          "PRE_UPGRADE_CMDS",
          "POST_UPGRADE_CMDS",
          "POST_ROLLBACK_CMDS",
          "PRE_UNDEPLOY_CMDS",
          "POST_UNDEPLOY_CMDS");

  /** Of all files that are looked into for names; beyond it nothing is said of any key. */
  private static final long MAX_BYTES = 4L << 20;

  private static final int LOOKED_AT_FOR_NUL = 8_000;
  private static final int MAX_WORD = 200;

  /** The words of a file that may be names of keys. */
  private record Words(Set<String> words) {
    static Words of(byte[] bytes) {
      var words = new HashSet<String>();
      for (var at = 0; at < bytes.length; at++) {
        var start = at;
        var upper = true;
        while (at < bytes.length && isWord(bytes[at])) {
          upper &= bytes[at] < 'a';
          at++;
        }
        if (at > start && upper && bytes[start] > '9' && at - start <= MAX_WORD) {
          words.add(new String(bytes, start, at - start, ISO_8859_1));
        }
      }
      return new Words(words);
    }

    private static boolean isWord(byte c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }
  }

  private UnusedKeys() {}

  /** In order; nothing that has a lower-case letter, which may be any word of a text. */
  static List<String> of(
      RecipeFiles files, EnvSample sample, FileMemory memory, Findings warnings) {
    var unused = new TreeSet<String>();
    for (var key : sample.keys()) {
      if (!OF_CLIENTS.contains(key.key()) && key.key().equals(key.key().toUpperCase(Locale.ROOT))) {
        unused.add(key.key());
      }
    }
    sample.keys().forEach(key -> removeNamed(key, unused));
    var left = MAX_BYTES;
    for (var file : files.list()) {
      var bytes = file.bytes();
      if (unused.isEmpty() || bytes == null || !mayUse(file)) {
        continue;
      }
      left -= bytes.length;
      if (left < 0) {
        warnings.add(
            file.path(), "less text, so that one can tell which keys of the sample are in use");
        return List.of();
      }
      memory
          .read(file, Words.class, warnings, found -> words(bytes))
          .ifPresent(words -> unused.removeIf(words.words()::contains));
    }
    return List.copyOf(unused);
  }

  /** A key that another one's value is made of is in use. */
  private static void removeNamed(EnvironmentKey key, Set<String> unused) {
    var value = key.value();
    for (var at = value.indexOf('$'); at >= 0; at = value.indexOf('$', at + 1)) {
      var start = value.startsWith("{", at + 1) ? at + 2 : at + 1;
      var end = start;
      while (end < value.length() && Interpolation.isName(value.charAt(end), end > start)) {
        end++;
      }
      var name = value.substring(start, end);
      if (!name.equals(key.key())) {
        unused.remove(name);
      }
    }
  }

  private static Optional<Words> words(byte[] bytes) {
    for (var at = 0; at < Math.min(bytes.length, LOOKED_AT_FOR_NUL); at++) {
      if (bytes[at] == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(Words.of(bytes));
  }

  /** Neither what explains a recipe to people nor what tests it uses a key. */
  private static boolean mayUse(RecipeFile file) {
    var path = file.path();
    var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return file.isRegular()
        && !name.startsWith(".env")
        && !name.startsWith("readme")
        && !name.startsWith("license")
        && !name.startsWith("changelog")
        && !name.endsWith(".md")
        && !path.startsWith(HeadReader.NOTES)
        && !Landmarks.isTest(path);
  }
}
