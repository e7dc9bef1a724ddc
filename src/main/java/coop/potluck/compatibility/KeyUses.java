package coop.potluck.compatibility;

import coop.potluck.recipe.RecipeContent.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the Compose files of a version use the keys of its {@code .env.sample}. */
final class KeyUses {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

  /**
   * What becomes of a key that an app's file does not set.
   *
   * @param where a use that has nothing to fall back on, else any; absent where there is none
   * @param fallback what stands in for it; absent where it is not used, or some use has nothing
   * @param mandatory whether nothing deploys without it: Compose asks for it, or it is part of the
   *     name of an image, a secret or a config
   * @param overlays files that are not part of every deployment and cannot do without it
   */
  record Use(
      @Nullable String where, @Nullable String fallback, boolean mandatory, Set<String> overlays) {

    boolean used() {
      return where != null;
    }

    boolean covered() {
      return where == null || fallback != null;
    }
  }

  private final boolean known;
  private final Set<String> files;
  private final Map<String, List<Variable>> variables = new HashMap<>();
  private final Map<String, String> passedOn = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> unused;
  private final Map<String, Use> found = new HashMap<>();

  KeyUses(Viewed viewed) {
    var content = viewed.content();
    known = !content.composeFiles().isEmpty();
    files = viewed.files();
    unused = Set.copyOf(content.unusedKeys());
    for (var variable : content.variables()) {
      variables.computeIfAbsent(variable.name(), unseen -> new ArrayList<>()).add(variable);
    }
    for (var service : viewed.composition().services()) {
      for (var entry : service.environment()) {
        if (entry.value() == null) {
          passedOn.putIfAbsent(entry.key(), service.where());
        }
      }
      var image = service.imageText();
      if (image != null) {
        VARIABLE.matcher(image).results().forEach(match -> names.add(match.group(1)));
      }
    }
    viewed.composition().secrets().forEach(secret -> name(secret.versionKey()));
    viewed.composition().configs().forEach(config -> name(config.versionKey()));
  }

  private void name(@Nullable String key) {
    if (key != null) {
      names.add(key);
    }
  }

  /** Whether it was read at all how keys are used; older readings do not tell. */
  boolean known() {
    return known;
  }

  /** Whether the name of an image, a secret or a config is made with a key. */
  boolean names(String key) {
    return names.contains(key);
  }

  /** Whether no file of the recipe reads a key. */
  boolean unused(String key) {
    return unused.contains(key);
  }

  /** A difference is looked at by many conditions, most of which want to know. */
  Use of(String key) {
    return found.computeIfAbsent(key, this::find);
  }

  private Use find(String key) {
    var bareAt = passedOn.get(key);
    String coveredAt = null;
    String fallback = null;
    var mandatory = false;
    var overlays = new TreeSet<String>();
    for (var variable : variables.getOrDefault(key, List.of())) {
      var bare = variable.fallback() == null;
      var file = file(variable.where());
      if (!files.contains(file)) {
        if (bare) {
          overlays.add(file);
        }
      } else if (bare) {
        bareAt = variable.where();
        mandatory |= variable.required() || names.contains(key);
      } else {
        coveredAt = variable.where();
        fallback = variable.fallback();
        mandatory |= variable.required();
      }
    }
    return bareAt == null
        ? new Use(coveredAt, fallback, mandatory, overlays)
        : new Use(bareAt, null, mandatory, overlays);
  }

  private static String file(String where) {
    var colon = where.lastIndexOf(':');
    return colon < 0 ? where : where.substring(0, colon);
  }
}
