package coop.potluck.search;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of the newest moments. All but the newest one are there for readers that began a
 * little earlier, and leave when memory is short. One thread at a time keeps; any may ask.
 */
final class Moments {

  /** How many there are at most. */
  static final int MOST = 4;

  private record Moment(long stamp, SoftReference<Index> index) {}

  /**
   * @param older the newest first
   */
  private record Kept(Index newest, List<Moment> older) {}

  private volatile Kept kept = new Kept(Index.EMPTY, List.of());

  Index newest() {
    return kept.newest();
  }

  /** The index of a moment, if it is still there. */
  @Nullable Index find(long stamp) {
    var now = kept;
    if (now.newest().stamp() == stamp) {
      return now.newest();
    }
    for (var moment : now.older()) {
      if (moment.stamp() == stamp) {
        return moment.index().get();
      }
    }
    return null;
  }

  /** The newest index of those before a moment; {@link Index#EMPTY} if there is none. */
  Index before(long stamp) {
    var now = kept;
    if (now.newest().stamp() < stamp) {
      return now.newest();
    }
    for (var moment : now.older()) {
      var index = moment.stamp() < stamp ? moment.index().get() : null;
      if (index != null) {
        return index;
      }
    }
    return Index.EMPTY;
  }

  /** Keeps an index, in place of another of its moment, unless it is older than all. */
  void keep(Index index) {
    var now = kept;
    var newest = index.stamp() >= now.newest().stamp() ? index : now.newest();
    var older = new ArrayList<>(now.older());
    older.removeIf(moment -> moment.stamp() == index.stamp() || moment.index().get() == null);
    for (var other : List.of(index, now.newest())) {
      if (other.stamp() < newest.stamp()) {
        older.add(new Moment(other.stamp(), new SoftReference<>(other)));
      }
    }
    older.sort(Comparator.comparingLong(Moment::stamp).reversed());
    kept = new Kept(newest, List.copyOf(older.subList(0, Math.min(older.size(), MOST - 1))));
  }
}
