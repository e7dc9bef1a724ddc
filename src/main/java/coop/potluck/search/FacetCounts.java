package coop.potluck.search;

import java.util.ArrayList;
import java.util.Arrays;
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
  private long[] counts = new long[64];

  FacetCounts(Set<Facet> facets, FacetValues values) {
    this.facets = facets;
    this.values = values;
  }

  /**
   * Counts a recipe.
   *
   * @param failing the conditions that it fails, as {@link Condition#bit} has them: a facet counts
   *     it if its own are the only ones
   */
  void add(Entry entry, int failing) {
    if (facets.isEmpty() || Integer.bitCount(failing) > 1) {
      return;
    }
    for (var value : entry.facets()) {
      if (failing == 0 || failing == values.facet(value).bit()) {
        if (value >= counts.length) {
          counts = Arrays.copyOf(counts, Math.max(value + 1, 2 * counts.length));
        }
        counts[value]++;
      }
    }
  }

  /** Each facet's values, the most frequent first; statuses from the best. */
  Map<Facet, List<SearchResult.Count>> all() {
    var all = new EnumMap<Facet, List<SearchResult.Count>>(Facet.class);
    facets.forEach(facet -> all.put(facet, new ArrayList<>()));
    for (var value = 0; value < counts.length; value++) {
      if (counts[value] > 0) {
        var list = all.get(values.facet(value));
        if (list != null) {
          list.add(new SearchResult.Count(values.value(value), counts[value]));
        }
      }
    }
    all.replaceAll((facet, list) -> list.stream().sorted(order(facet)).limit(MAX_VALUES).toList());
    return all;
  }

  private static Comparator<SearchResult.Count> order(Facet facet) {
    var byValue = Comparator.comparing(SearchResult.Count::value);
    return facet == Facet.STATUS
        ? byValue.reversed()
        : Comparator.comparingLong(SearchResult.Count::count).reversed().thenComparing(byValue);
  }
}
