package coop.potluck.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the index as new as those who read need it: what changed since the last one becomes a small
 * part of the next.
 */
final class IndexKeeper {

  private final Analysis analysis;
  private final SearchSettings settings;
  private final UnaryOperator<String> stemmer;
  private final Executor merging;
  private final DocumentReader documents = new DocumentReader();
  private final Moments moments = new Moments();
  private final ReentrantLock building = new ReentrantLock();
  private final AtomicBoolean isMerging = new AtomicBoolean();

  /**
   * @param stemmer gives the stem of a folded word
   * @param merging runs what makes few parts of many, one at a time: nobody waits for it, unless it
   *     runs it in the thread that asked for an index
   */
  IndexKeeper(
      Analysis analysis, SearchSettings settings, UnaryOperator<String> stemmer, Executor merging) {
    this.analysis = analysis;
    this.settings = settings;
    this.stemmer = stemmer;
    this.merging = merging;
  }

  /** The index of exactly the moment that a transaction sees. Builds it if need be. */
  Index at(Handle handle) {
    var stamp = documents.stamp(handle);
    var kept = moments.find(stamp);
    if (kept != null) {
      return kept;
    }
    var built = build(handle, stamp);
    mergeIfDue();
    return built;
  }

  private Index build(Handle handle, long stamp) {
    building.lock();
    try {
      var kept = moments.find(stamp);
      if (kept != null) {
        return kept;
      }
      var index = next(handle, moments.before(stamp), stamp);
      moments.keep(index);
      return index;
    } finally {
      building.unlock();
    }
  }

  private Index next(Handle handle, Index before, long stamp) {
    var writer = new SegmentWriter(settings, stemmer);
    var changed = new ArrayList<Long>();
    documents.read(
        handle,
        before.stamp(),
        (recipeId, row) -> {
          changed.add(recipeId);
          if (row != null) {
            var analysed = analysis.analyse(row);
            writer.add(analysed.entry(), analysed.fields());
          }
        });
    var parts = without(before.parts(), changed);
    if (writer.size() > 0) {
      var added = new BitSet(writer.size());
      added.set(0, writer.size());
      parts.add(new Index.Part(writer.build(), added));
    }
    return Index.of(stamp, parts);
  }

  /** The parts in which some recipes are not alive; those left out in which none is. */
  private static List<Index.Part> without(List<Index.Part> parts, List<Long> recipeIds) {
    var left = new ArrayList<Index.Part>();
    for (var part : parts) {
      BitSet live = null;
      for (var recipeId : recipeIds) {
        var slot = part.segment().slotOf(recipeId);
        if (slot >= 0 && part.live().get(slot)) {
          live = live == null ? (BitSet) part.live().clone() : live;
          live.clear(slot);
        }
      }
      if (live == null) {
        left.add(part);
      } else if (!live.isEmpty()) {
        left.add(new Index.Part(part.segment(), live));
      }
    }
    return left;
  }

  private void mergeIfDue() {
    if (PartMerge.due(moments.newest()).isEmpty() || !isMerging.compareAndSet(false, true)) {
      return;
    }
    try {
      merging.execute(
          () -> {
            try {
              mergeWhileDue();
            } finally {
              isMerging.set(false);
            }
          });
    } catch (RejectedExecutionException e) {
      // The node stops: what is not merged answers as well.
      isMerging.set(false);
    }
  }

  private void mergeWhileDue() {
    for (var due = PartMerge.due(moments.newest());
        due.isPresent();
        due = PartMerge.due(moments.newest())) {
      var merged = due.get().merged();
      building.lock();
      try {
        moments.keep(due.get().applied(merged, moments.newest()));
      } finally {
        building.unlock();
      }
    }
  }

  /** How many rows of recipes were read so far. */
  long rowsRead() {
    return documents.rowsRead();
  }
}
