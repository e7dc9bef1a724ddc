package coop.potluck.search;

import java.util.List;

/** The facets' values of documents by slot, one after the other, since all of them are counted. */
final class FacetColumn {

  private final int[] values;

  /** Of each slot in {@code values}, and the end of the last one. */
  private final int[] starts;

  FacetColumn(List<Entry> entries) {
    starts = new int[entries.size() + 1];
    for (var slot = 0; slot < entries.size(); slot++) {
      starts[slot + 1] = starts[slot] + entries.get(slot).facets().length;
    }
    values = new int[starts[entries.size()]];
    for (var slot = 0; slot < entries.size(); slot++) {
      var facets = entries.get(slot).facets();
      System.arraycopy(facets, 0, values, starts[slot], facets.length);
    }
  }

  /** Whether a document has a value. */
  boolean has(int slot, int value) {
    for (var at = starts[slot]; at < starts[slot + 1]; at++) {
      if (values[at] == value) {
        return true;
      }
    }
    return false;
  }

  /** Counts each value of a document up by one, at its number in {@code counts}. */
  void count(int slot, long[] counts) {
    for (var at = starts[slot]; at < starts[slot + 1]; at++) {
      counts[values[at]]++;
    }
  }
}
