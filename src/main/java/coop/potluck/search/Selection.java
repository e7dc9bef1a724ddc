package coop.potluck.search;

import java.util.List;

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
    for (var condition : conditions) {
      if (!condition.test().holds(part.segment(), slot)) {
        failing |= condition.bit();
      }
    }
    return failing;
  }

  /**
   * Looks at every recipe once: offers to a page and counts those that are selected.
   *
   * @return how many they are
   */
  long run(Page page, FacetCounts counts) {
    var total = 0L;
    for (var part : matches.parts()) {
      for (var slot = part.next(0); slot >= 0; slot = part.next(slot + 1)) {
        if (part.count(slot) >= needed) {
          var failing = failing(part, slot);
          counts.add(part.segment(), slot, failing, part.count(slot) == matches.required());
          if (failing == 0) {
            total++;
            page.offer(part, slot);
          }
        }
      }
    }
    return total;
  }
}
