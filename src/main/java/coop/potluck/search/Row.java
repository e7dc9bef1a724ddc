package coop.potluck.search;

import coop.potluck.recipe.RecipeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a served recipe is indexed by.
 *
 * @param description of the forge, or the README's first paragraph where it has none
 * @param status 0 to 5, as claimed
 * @param computedStatus 0 to 5, as its files show; absent where nobody has looked yet
 * @param updated in milliseconds since 1970
 * @param coopName the co-op's name in words; its alias is in {@code id}
 * @param rank of the co-op in the order of precedence, from 1; {@link Integer#MAX_VALUE} for one
 *     that is not followed
 * @param images a line each: {@code nginx} or {@code nginx:1.27}
 * @param services names, a line each
 * @param environment keys, a line each
 * @param overlays names, a line each
 * @param readme plain text
 */
record Row(
    long recipeId,
    RecipeId id,
    @Nullable String title,
    @Nullable String description,
    @Nullable String category,
    @Nullable Integer status,
    @Nullable Integer computedStatus,
    long updated,
    String coopName,
    int rank,
    String images,
    String services,
    String environment,
    String overlays,
    String readme,
    List<Fact> facts) {

  /**
   * A row of {@code recipe_facts}.
   *
   * @param kind such as {@code image}, {@code needs}, {@code claimed}
   */
  record Fact(String kind, String value) {}
}
