package coop.potluck.parsing;

import coop.potluck.recipe.RecipeContent.ConfigVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions of configs that {@code abra.sh} exports. The script is read as text, line by line,
 * and never run.
 *
 * @param backups whether it defines the function by which clients made backups before labels
 */
record AbraScript(List<ConfigVersion> versions, boolean backups) {

  static final String PATH = "abra.sh";
  static final AbraScript NONE = new AbraScript(List.of(), false);

  private static final String SUFFIX = "_VERSION";
  private static final int MAX_VERSIONS = 1_000;
  private static final int MAX_VALUE = 200;

  static AbraScript read(SourceText text, Findings warnings) {
    var found = new TreeMap<String, ConfigVersion>();
    var number = 0;
    var backups = false;
    for (var line : text.lines()) {
      number++;
      backups |= line.startsWith("abra_backup() ") || line.startsWith("abra_backup(){");
      if (line.contains(SUFFIX)) {
        line(line, text.where(number), found, warnings);
      }
    }
    return new AbraScript(List.copyOf(found.values()), backups);
  }

  /** {@code export A_VERSION=v1 B_VERSION="v2"; C_VERSION=v3 # why}. */
  private static void line(
      String line, String where, Map<String, ConfigVersion> found, Findings warnings) {
    var at = 0;
    while (at < line.length()) {
      var c = line.charAt(at);
      if (c == ' ' || c == '\t' || c == ';') {
        at++;
        continue;
      }
      var start = at;
      while (at < line.length() && Interpolation.isName(line.charAt(at), at > start)) {
        at++;
      }
      var word = line.substring(start, at);
      if (at < line.length() && line.charAt(at) == '=' && !word.isEmpty()) {
        var value = new StringBuilder();
        at = value(line, at + 1, value);
        if (word.endsWith(SUFFIX) && word.length() > SUFFIX.length()) {
          add(word, value.toString(), where, found, warnings);
        }
      } else if (!word.equals("export") && !word.equals("readonly")) {
        return;
      }
    }
  }

  /** Reads one shell word as far as it is plain text, and returns where it ends. */
  private static int value(String line, int from, StringBuilder into) {
    var at = from;
    var quote = '\0';
    for (; at < line.length(); at++) {
      var c = line.charAt(at);
      if (quote != '\0') {
        if (c == quote) {
          quote = '\0';
        } else {
          into.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == ' ' || c == '\t' || c == ';') {
        return at;
      } else {
        into.append(c);
      }
    }
    return at;
  }

  private static void add(
      String key, String value, String where, Map<String, ConfigVersion> found, Findings warnings) {
    if (key.length() > MAX_VALUE || value.length() > MAX_VALUE || found.size() >= MAX_VERSIONS) {
      warnings.add(where, "a version of at most " + MAX_VALUE + " characters");
      return;
    }
    if (value.indexOf('$') >= 0 || value.indexOf('`') >= 0) {
      warnings.add(where, key + " as plain text: the script is not run to find it out");
      return;
    }
    var before = found.put(key, new ConfigVersion(key, value, where));
    if (before != null) {
      warnings.add(where, "each version once: " + key + " stands at " + before.where() + " too");
    }
  }

  Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    versions.forEach(version -> values.put(version.key(), version.value()));
    return values;
  }
}
