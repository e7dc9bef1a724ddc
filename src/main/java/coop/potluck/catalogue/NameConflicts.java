package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who has a name that several co-ops use: the first of recipes in order of precedence. */
final class NameConflicts {

  private NameConflicts() {}

  static List<RecipeId> winners(List<RecipeId> inPrecedence) {
    return byName(inPrecedence).values().stream().map(ids -> ids.get(0)).toList();
  }

  static List<NameConflict> conflicts(List<RecipeId> inPrecedence) {
    return byName(inPrecedence).entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(
            entry ->
                new NameConflict(
                    entry.getKey(),
                    entry.getValue().get(0),
                    entry.getValue().subList(1, entry.getValue().size())))
        .toList();
  }

  private static Map<RecipeName, List<RecipeId>> byName(List<RecipeId> inPrecedence) {
    return inPrecedence.stream()
        .collect(Collectors.groupingBy(RecipeId::name, LinkedHashMap::new, Collectors.toList()));
  }
}
