package coop.potluck.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The first recipes of an order, of all that are offered. */
final class Page {

  private final Comparator<Place> order;
  private final boolean byScore;
  private final int most;
  private final @Nullable Place after;

  /** The last one first. */
  private final PriorityQueue<Selected> first;

  /**
   * An empty page.
   *
   * @param scored whether recipes have scores
   * @param most recipes on it
   * @param after what the list goes on after; null for its start
   */
  Page(RecipeQuery.Sort sort, boolean scored, int most, @Nullable Place after) {
    this.order = Place.order(sort, scored);
    this.byScore = scored && sort == RecipeQuery.Sort.RELEVANCE;
    this.most = most;
    this.after = after;
    this.first = new PriorityQueue<>(Comparator.comparing(Selected::place, order).reversed());
  }

  /**
   * A recipe on the page.
   *
   * @param fields in which it was found, as a set
   */
  record Selected(Place place, Segment segment, int slot, int fields) {}

  void offer(Matches.Part part, int slot) {
    var score = part.score(slot);
    var isFull = first.size() == most;
    if (isFull && byScore && score < first.element().place().score()) {
      return;
    }
    var place = Place.of(part.entry(slot), score);
    if (after != null && order.compare(place, after) <= 0) {
      return;
    }
    if (isFull && order.compare(place, first.element().place()) >= 0) {
      return;
    }
    if (isFull) {
      first.remove();
    }
    first.add(new Selected(place, part.segment(), slot, part.fields(slot)));
  }

  /** What is on it, in order. */
  List<Selected> inOrder() {
    var sorted = new ArrayList<>(first);
    sorted.sort(Comparator.comparing(Selected::place, order));
    return sorted;
  }
}
