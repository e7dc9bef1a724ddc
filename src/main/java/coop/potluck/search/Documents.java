package coop.potluck.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a segment knows by document: the entry of each slot, its words, and the slot of a recipe.
 */
final class Documents {

  private final Entry[] entries;
  private final FacetColumn facets;
  private final byte[] tokens;
  private final int[] starts;
  private final int[] termOf;
  private final long[] recipeIds;
  private final int[] slots;

  /**
   * @param starts of each document in {@code tokens}, and the end of the last one
   * @param termOf of each code in {@code tokens}
   */
  Documents(List<Entry> entries, byte[] tokens, int[] starts, int[] termOf) {
    this.entries = entries.toArray(Entry[]::new);
    this.facets = new FacetColumn(entries);
    this.tokens = tokens;
    this.starts = starts;
    this.termOf = termOf;
    this.slots =
        IntStream.range(0, entries.size())
            .boxed()
            .sorted(Comparator.comparingLong(slot -> this.entries[slot].recipeId()))
            .mapToInt(slot -> slot)
            .toArray();
    this.recipeIds =
        Arrays.stream(slots).mapToLong(slot -> this.entries[slot].recipeId()).toArray();
  }

  int size() {
    return entries.length;
  }

  Entry entry(int slot) {
    return entries[slot];
  }

  FacetColumn facets() {
    return facets;
  }

  int slotOf(long recipeId) {
    var place = Arrays.binarySearch(recipeIds, recipeId);
    return place < 0 ? -1 : slots[place];
  }

  Tokens tokens(int slot) {
    return new Tokens(tokens, termOf).over(starts[slot], starts[slot + 1]);
  }
}
