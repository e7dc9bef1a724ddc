package coop.potluck.indexing;

import coop.potluck.recipe.RecipeId;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a whole sync came to.
 *
 * @param repositories looked at, with those that failed
 * @param versions that are new
 * @param rejected tags among those that were read this time
 * @param failed repositories, and why
 * @param doubted sources that did not answer or are held, and why
 */
public record SyncSummary(
    int repositories,
    int changed,
    int versions,
    int moved,
    int withdrawn,
    int rejected,
    SortedMap<RecipeId, String> failed,
    SortedMap<String, String> doubted,
    Duration elapsed) {

  /** Whether every source answered and every repository could be looked at. */
  public boolean allWell() {
    return failed.isEmpty() && doubted.isEmpty();
  }

  /** Adds up what it is told. */
  static final class Collector implements SyncProgress {
    private final SortedMap<RecipeId, String> failed = new TreeMap<>();
    private final SortedMap<String, String> doubted = new TreeMap<>();
    private int repositories;
    private int changed;
    private int versions;
    private int moved;
    private int withdrawn;
    private int rejected;

    @Override
    public synchronized void doubted(String sourceId, String reason) {
      doubted.put(sourceId, reason);
    }

    @Override
    public synchronized void looked(RecipeId id, Look look) {
      repositories++;
      if (look instanceof Look.Changed news) {
        changed++;
        versions += news.added();
        moved += news.moved();
        withdrawn += news.withdrawn();
        rejected += news.rejected();
      } else if (look instanceof Look.Failed failure) {
        failed.put(id, failure.reason());
      }
    }

    synchronized SyncSummary summary(Duration elapsed) {
      return new SyncSummary(
          repositories,
          changed,
          versions,
          moved,
          withdrawn,
          rejected,
          new TreeMap<>(Map.copyOf(failed)),
          new TreeMap<>(Map.copyOf(doubted)),
          elapsed);
    }
  }
}
