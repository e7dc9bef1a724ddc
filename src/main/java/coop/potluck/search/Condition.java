package coop.potluck.search;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe must be to be listed, whatever its words.
 *
 * @param facet whose counts it does not narrow, for who picks another value wants to see them;
 *     absent where it narrows all
 */
record Condition(@Nullable Facet facet, Predicate<Entry> holds) {

  private static final int NO_FACET = 1 << 31;

  /** The set of those that fail, as bits: one for each facet, and one for those without. */
  int bit() {
    return facet == null ? NO_FACET : facet.bit();
  }
}
