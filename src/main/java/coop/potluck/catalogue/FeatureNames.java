package coop.potluck.catalogue;

import coop.potluck.recipe.ComputedFeature;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.RecipeContent;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The features that a recipe claims or was found to have, as lists and filters name them. */
final class FeatureNames {

  /** What maintainers write for "it has none" or "nobody knows". */
  private static final Pattern NEGATIVE =
      Pattern.compile("(?:no|n/a|na|false|unknown|untested|0|\\?|-|⛔|❌).*", Pattern.DOTALL);

  private FeatureNames() {}

  /** Names between commas, {@code ,backups,sso,}; empty if there is none. */
  static String of(RecipeContent content) {
    var names = claimed(content);
    names.addAll(computed(content));
    return names.isEmpty() ? "" : "," + String.join(",", names) + ",";
  }

  /** Those that the README claims to have. */
  static SortedSet<String> claimed(RecipeContent content) {
    var names = new TreeSet<String>();
    var claimed = content.claimed();
    claim(names, "healthcheck", claimed.healthcheck());
    claim(names, "backups", claimed.backups());
    claim(names, "email", claimed.email());
    claim(names, "tests", claimed.tests());
    claim(names, "sso", claimed.sso());
    return names;
  }

  /** Those that were found in the files. */
  static SortedSet<String> computed(RecipeContent content) {
    var names = new TreeSet<String>();
    content.computed().stream()
        .filter(ComputedFeature::present)
        .forEach(feature -> names.add(feature.name()));
    return names;
  }

  private static void claim(Set<String> names, String name, @Nullable String claimed) {
    if (claimed != null
        && !claimed.isBlank()
        && !NEGATIVE.matcher(claimed.strip().toLowerCase(Locale.ROOT)).matches()) {
      names.add(name);
    }
  }

  /** The category that is claimed, if it says anything. */
  static @Nullable String category(Features claimed) {
    var category = claimed.category();
    return category == null || category.isBlank() ? null : category.strip();
  }
}
