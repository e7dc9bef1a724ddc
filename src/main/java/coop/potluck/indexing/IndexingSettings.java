package coop.potluck.indexing;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When to look, and how much is read at a time.
 *
 * @param interval between two looks at a source
 * @param verifyInterval how long a forge's word that a repository is unchanged is enough; after
 *     that the repository itself is asked
 * @param collectInterval between two collections of garbage in the mirrors
 * @param requestInterval between two looks for requests of webhooks and operators
 * @param maxBatchBytes of files read before they are stored; a repository that brings in more at
 *     once is stored in several transactions
 */
public record IndexingSettings(
    Duration interval,
    Duration verifyInterval,
    Duration collectInterval,
    Duration requestInterval,
    long maxBatchBytes)
    implements Settings {

  public static final IndexingSettings DEFAULT =
      new IndexingSettings(
          Duration.ofMinutes(10),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofSeconds(1),
          8L * 1024 * 1024);

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    check(problems, "interval", interval, Duration.ofSeconds(1), Duration.ofDays(7));
    check(problems, "verify_interval", verifyInterval, Duration.ZERO, Duration.ofDays(30));
    check(
        problems, "collect_interval", collectInterval, Duration.ofMinutes(1), Duration.ofDays(90));
    check(
        problems, "request_interval", requestInterval, Duration.ofMillis(50), Duration.ofHours(1));
    if (maxBatchBytes < 64 * 1024 || maxBatchBytes > 1L << 30) {
      problems.add(new Problem("max_batch_bytes", "from 64 KiB to 1 GiB"));
    }
    return problems;
  }

  private static void check(
      List<Problem> problems, String where, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add(new Problem(where, "from " + text(least) + " to " + text(most)));
    }
  }

  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
