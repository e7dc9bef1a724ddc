package coop.potluck.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The words of several dictionaries in one.
 *
 * @param places for each of the dictionaries, of each of its words, the place in {@code terms}; -1
 *     if it was left out. Ascending but for those.
 */
record TermMerge(Terms terms, List<int[]> places) {

  /** A word of one dictionary that is next. */
  private static final class Head {
    private final Terms terms;
    private final BitSet kept;
    private final int[] places;
    private int term;

    private Head(Terms terms, BitSet kept) {
      this.terms = terms;
      this.kept = kept;
      this.places = new int[terms.size()];
      Arrays.fill(places, -1);
      this.term = kept.nextSetBit(0);
    }
  }

  /**
   * Merges dictionaries.
   *
   * @param kept for each of them, the words that are wanted
   */
  static TermMerge of(List<Terms> dictionaries, List<BitSet> kept) {
    var heads = new ArrayList<Head>();
    var mostBytes = 0;
    var mostTerms = 0;
    for (var i = 0; i < dictionaries.size(); i++) {
      var head = new Head(dictionaries.get(i), kept.get(i));
      heads.add(head);
      for (var term = head.term; term >= 0; term = head.kept.nextSetBit(term + 1)) {
        mostBytes = Math.addExact(mostBytes, head.terms.length(term));
        mostTerms++;
      }
    }
    var bytes = new byte[mostBytes];
    var starts = new int[mostTerms + 1];
    var size = merge(heads, bytes, starts);
    var terms = new Terms(Arrays.copyOf(bytes, starts[size]), Arrays.copyOf(starts, size + 1));
    return new TermMerge(terms, heads.stream().map(head -> head.places).toList());
  }

  /** Writes the words and their starts, and returns how many they are. */
  private static int merge(List<Head> heads, byte[] bytes, int[] starts) {
    var queue =
        new PriorityQueue<Head>(
            Math.max(1, heads.size()),
            (one, other) -> one.terms.compare(one.term, other.terms, other.term));
    heads.stream().filter(head -> head.term >= 0).forEach(queue::add);
    var size = 0;
    Head last = null;
    var lastTerm = 0;
    for (var head = queue.poll(); head != null; head = queue.poll()) {
      if (last == null || last.terms.compare(lastTerm, head.terms, head.term) != 0) {
        starts[size + 1] = head.terms.copy(head.term, bytes, starts[size]);
        size++;
        last = head;
        lastTerm = head.term;
      }
      head.places[head.term] = size - 1;
      head.term = head.kept.nextSetBit(head.term + 1);
      if (head.term >= 0) {
        queue.add(head);
      }
    }
    return size;
  }
}
