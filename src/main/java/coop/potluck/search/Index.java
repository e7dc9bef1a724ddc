package coop.potluck.search;

import java.util.BitSet;
import java.util.List;

/**
 * All recipes that were served at one moment.
 *
 * @param stamp of that moment: the greatest of {@code search_documents}
 * @param parts the oldest first, each recipe alive in one of them at most
 * @param size how many recipes are alive
 */
record Index(long stamp, List<Part> parts, int size) {

  /** The moment before there was any recipe. */
  static final Index EMPTY = new Index(-1, List.of(), 0);

  Index {
    parts = List.copyOf(parts);
  }

  static Index of(long stamp, List<Part> parts) {
    return new Index(stamp, parts, parts.stream().mapToInt(Part::size).sum());
  }

  /**
   * A segment, as far as it is of this moment.
   *
   * @param live the slots whose recipes are as they were then; nobody changes it
   */
  record Part(Segment segment, BitSet live) {

    /** How many are alive. */
    int size() {
      return live.cardinality();
    }
  }
}
