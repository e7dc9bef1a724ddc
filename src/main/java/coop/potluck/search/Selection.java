package coop.potluck.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which recipes of an index a query selects, and how they are counted. */
final class Selection {

  private final Matches matches;
  private final List<Condition> conditions;

  /** How many of the words a recipe needs. */
  private final int needed;

  private Selection(Matches matches, List<Condition> conditions) {
    this.matches = matches;
    this.conditions = conditions;
    this.needed = needed();
  }

  /** A selected recipe. */
  record Selected(Place place, Matches.Part part, int slot) {}

  static Selection of(Matches matches, List<Condition> conditions) {
    return new Selection(matches, conditions);
  }

  /** All words where any recipe has them all; else as many as the best has, if about half. */
  private int needed() {
    var all = matches.required();
    var most = 0;
    for (var part : matches.parts()) {
      for (var slot = part.next(0); slot >= 0 && most < all; slot = part.next(slot + 1)) {
        var count = part.count(slot);
        if (count > most && failing(part, slot) == 0) {
          most = count;
        }
      }
    }
    return most == 0 || 2 * most + 1 < all ? all : most;
  }

  boolean isMost() {
    return needed < matches.required();
  }

  private int failing(Matches.Part part, int slot) {
    var failing = 0;
    var entry = part.entry(slot);
    for (var condition : conditions) {
      if (!condition.holds().test(entry)) {
        failing |= condition.bit();
      }
    }
    return failing;
  }

  /** What came of looking at all: the first of an order, how many there are, and their facets. */
  record Outcome(List<Selected> first, long total, FacetCounts counts) {}

  /**
   * Looks at every recipe once.
   *
   * @param after what the list goes on after; null for its start
   */
  Outcome run(
      Comparator<Place> order,
      int most,
      @Nullable Place after,
      Set<Facet> facets,
      FacetValues values) {
    var counts = new FacetCounts(facets, values);
    var first =
        new PriorityQueue<Selected>(Comparator.comparing(Selected::place, order).reversed());
    var total = 0L;
    for (var part : matches.parts()) {
      for (var slot = part.next(0); slot >= 0; slot = part.next(slot + 1)) {
        if (part.count(slot) < needed) {
          continue;
        }
        var failing = conditions.isEmpty() ? 0 : failing(part, slot);
        counts.add(part.entry(slot), failing);
        if (failing == 0) {
          total++;
          offer(first, new Selected(part.place(slot), part, slot), order, most, after);
        }
      }
    }
    var sorted = new ArrayList<>(first);
    sorted.sort(Comparator.comparing(Selected::place, order));
    return new Outcome(sorted, total, counts);
  }

  private static void offer(
      PriorityQueue<Selected> first,
      Selected selected,
      Comparator<Place> order,
      int most,
      @Nullable Place after) {
    if (after != null && order.compare(selected.place(), after) <= 0) {
      return;
    }
    if (first.size() < most) {
      first.add(selected);
    } else if (order.compare(selected.place(), first.element().place()) < 0) {
      first.remove();
      first.add(selected);
    }
  }
}
