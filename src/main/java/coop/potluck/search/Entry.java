package coop.potluck.search;

import coop.potluck.recipe.RecipeId;

/**
 * What is known of an indexed recipe without reading its row.
 *
 * @param joinedName the folded words of its name in one: {@code uptimekuma}
 * @param status 0 to 5, as claimed; -1 for none
 * @param computedStatus 0 to 5, as its files show; -1 for none
 * @param updated in milliseconds since 1970
 * @param rank of its co-op in the order of precedence, from 1; {@link Integer#MAX_VALUE} for one
 *     that is not followed
 * @param facets its values, as numbers of {@link FacetValues}; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // one of a hundred bytes less for each of 50,000
record Entry(
    long recipeId,
    RecipeId id,
    String joinedName,
    int status,
    int computedStatus,
    long updated,
    int rank,
    int[] facets) {

  /** The status of a recipe by one of the facets that are one. */
  int status(Facet scale) {
    return scale == Facet.COMPUTED_STATUS ? computedStatus : status;
  }
}
