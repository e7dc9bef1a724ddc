package coop.potluck.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many recipes have each value of some facets. */
final class FacetCounts {

  /** More values than this nobody reads. */
  private static final int MAX_VALUES = 100;

  private final Set<Facet> facets;
  private final FacetValues values;

  /** By the ordinal of the value. */
  private final long[] counts;

  /** Of the recipes that fail the conditions of one facet alone, which its own counts hold. */
  private final Map<Facet, Others> others = new EnumMap<>(Facet.class);

  /**
   * By the ordinal of the value.
   *
   * @param whole those that have all the words: if there are any, another choice finds them alone
   */
  @SuppressWarnings("ArrayRecordComponent") // counted up, never compared
  private record Others(long[] whole, long[] any) {}

  FacetCounts(Set<Facet> facets, FacetValues values) {
    this.facets = facets;
    this.values = values;
    this.counts = new long[values.size()];
    facets.forEach(
        facet -> others.put(facet, new Others(new long[counts.length], new long[counts.length])));
  }

  /**
   * Counts a recipe.
   *
   * @param failing the conditions that it fails, as {@link Condition#bit} has them: a facet counts
   *     it if its own are the only ones
   * @param isWhole whether it has all the words
   */
  void add(Segment segment, int slot, int failing, boolean isWhole) {
    if (facets.isEmpty()) {
      return;
    }
    if (failing == 0) {
      segment.facets().count(slot, counts);
    } else if (Integer.bitCount(failing) == 1) {
      for (var other : others.entrySet()) {
        if (other.getKey().bit() == failing) {
          segment.facets().count(slot, other.getValue().any());
          if (isWhole) {
            segment.facets().count(slot, other.getValue().whole());
          }
        }
      }
    }
  }

  /**
   * Each facet's values, the most frequent first; statuses from the best.
   *
   * @param isMost whether no recipe that fails no condition has all the words
   */
  Map<Facet, List<SearchResult.Count>> all(boolean isMost) {
    var all = new EnumMap<Facet, List<SearchResult.Count>>(Facet.class);
    facets.forEach(facet -> all.put(facet, new ArrayList<>()));
    for (var value = 0; value < counts.length; value++) {
      var list = all.get(values.facet(value));
      var other = others.get(values.facet(value));
      if (list != null && other != null) {
        var count =
            isMost && other.whole()[value] > 0
                ? other.whole()[value]
                : counts[value] + other.any()[value];
        if (count > 0) {
          list.add(new SearchResult.Count(values.value(value), count));
        }
      }
    }
    all.replaceAll((facet, list) -> list.stream().sorted(order(facet)).limit(MAX_VALUES).toList());
    return all;
  }

  private static Comparator<SearchResult.Count> order(Facet facet) {
    var byValue = Comparator.comparing(SearchResult.Count::value);
    return facet == Facet.STATUS || facet == Facet.COMPUTED_STATUS
        ? byValue.reversed()
        : Comparator.comparingLong(SearchResult.Count::count).reversed().thenComparing(byValue);
  }
}
