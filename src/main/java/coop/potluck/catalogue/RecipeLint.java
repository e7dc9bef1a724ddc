package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeId;
import java.util.List;

/**
 * What lint says of one recipe, in short.
 *
 * @param tag the version that was looked at; empty for a head
 * @param failed the ids of the rules that failed, in order
 */
public record RecipeLint(
    RecipeId recipe,
    String tag,
    int computedStatus,
    int errors,
    int warnings,
    List<String> failed) {

  public RecipeLint {
    failed = List.copyOf(failed);
  }
}
