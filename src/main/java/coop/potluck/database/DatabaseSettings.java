package coop.potluck.database;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the database file is used.
 *
 * @param readers connections for reading at the same time
 * @param busyTimeout how long a connection waits for a lock
 * @param cacheBytes of each connection's page cache
 * @param mmapBytes of the file mapped into memory, shared by all connections; 0 for none
 */
public record DatabaseSettings(int readers, Duration busyTimeout, long cacheBytes, long mmapBytes)
    implements Settings {

  public static final DatabaseSettings DEFAULT =
      new DatabaseSettings(4, Duration.ofSeconds(10), 2 * 1024 * 1024, 0);

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    if (readers < 1 || readers > 64) {
      problems.add(new Problem("readers", "1 to 64"));
    }
    if (busyTimeout.toMillis() < 100 || busyTimeout.compareTo(Duration.ofMinutes(10)) > 0) {
      problems.add(new Problem("busy_timeout", "100 ms to 10 minutes"));
    }
    if (cacheBytes < 64 * 1024 || cacheBytes > 1024L * 1024 * 1024) {
      problems.add(new Problem("cache_bytes", "65536 to 1073741824"));
    }
    if (mmapBytes < 0 || mmapBytes > 64L * 1024 * 1024 * 1024) {
      problems.add(new Problem("mmap_bytes", "0 to 68719476736"));
    }
    return problems;
  }
}
