package coop.potluck.search;

import java.util.Comparator;

/**
 * Where a recipe stands in an order.
 *
 * @param score how well it matches; 0 where no text is sought
 * @param status 0 to 5, as claimed; -1 for none
 * @param computedStatus 0 to 5, as its files show; -1 for none
 * @param updated in milliseconds since 1970
 * @param rank of its co-op in the order of precedence
 * @param id the number of its row, which makes every order total
 */
record Place(
    long score, int status, int computedStatus, long updated, int rank, String name, long id) {

  private static final Comparator<Place> BY_NAME =
      Comparator.comparing(Place::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparingInt(Place::rank)
          .thenComparingLong(Place::id);

  private static final Comparator<Place> BY_STATUS =
      Comparator.comparingInt(Place::status).reversed();

  private static final Comparator<Place> BY_COMPUTED_STATUS =
      Comparator.comparingInt(Place::computedStatus).reversed();

  private static final Comparator<Place> BY_UPDATE =
      Comparator.comparingLong(Place::updated).reversed();

  private static final Comparator<Place> BY_SCORE =
      Comparator.comparingLong(Place::score)
          .reversed()
          .thenComparing(BY_STATUS)
          .thenComparing(BY_UPDATE)
          .thenComparingInt(Place::rank)
          .thenComparing(BY_NAME);

  static Place of(Entry entry, long score) {
    return new Place(
        score,
        entry.status(),
        entry.computedStatus(),
        entry.updated(),
        entry.rank(),
        entry.id().name().value(),
        entry.recipeId());
  }

  /** The order of a list: the first comes first. */
  static Comparator<Place> order(RecipeQuery.Sort sort, boolean scored) {
    return switch (sort) {
      case RELEVANCE -> scored ? BY_SCORE : BY_NAME;
      case NAME -> BY_NAME;
      case UPDATED -> BY_UPDATE.thenComparing(BY_NAME);
      case STATUS -> BY_STATUS.thenComparing(BY_NAME);
      case COMPUTED_STATUS -> BY_COMPUTED_STATUS.thenComparing(BY_NAME);
    };
  }
}
