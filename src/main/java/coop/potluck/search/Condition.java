package coop.potluck.search;

import org.jspecify.annotations.Nullable;

/**
 * What a recipe must be to be listed, whatever its words.
 *
 * @param facet whose counts it does not narrow, for who picks another value wants to see them;
 *     absent where it narrows all
 */
record Condition(@Nullable Facet facet, Test test) {

  /** What is asked of a document. */
  @FunctionalInterface
  interface Test {
    boolean holds(Segment segment, int slot);

    default Test negate() {
      return (segment, slot) -> !holds(segment, slot);
    }

    default Test and(Test other) {
      return (segment, slot) -> holds(segment, slot) && other.holds(segment, slot);
    }

    default Test or(Test other) {
      return (segment, slot) -> holds(segment, slot) || other.holds(segment, slot);
    }
  }

  private static final int NO_FACET = 1 << 31;

  /** The set of those that fail, as bits: one for each facet, and one for those without. */
  int bit() {
    return facet == null ? NO_FACET : facet.bit();
  }
}
