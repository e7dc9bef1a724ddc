package coop.potluck.search;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.util.List;

/**
 * How much is searched in.
 *
 * @param maxTokensPerRecipe the words of one recipe that are indexed; those of its README come last
 */
public record SearchSettings(int maxTokensPerRecipe) implements Settings {

  public static final SearchSettings DEFAULT = new SearchSettings(4000);

  @Override
  public List<Problem> problems() {
    return maxTokensPerRecipe < 100 || maxTokensPerRecipe > 100_000
        ? List.of(new Problem("max_tokens_per_recipe", "100 to 100000"))
        : List.of();
  }
}
