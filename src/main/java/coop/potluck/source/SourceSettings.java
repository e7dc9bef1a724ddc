package coop.potluck.source;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a source may say, and how long it may take.
 *
 * @param maxPages of one forge's list
 * @param maxRepositories of one source
 * @param maxPageBytes of one page of a forge's list
 * @param maxJsonDepth of nesting in a page
 * @param callTimeout for one page
 * @param listTimeout for the whole list of one source, waiting included
 * @param maxAttempts at one page that a forge throttles
 * @param maxWait that a throttling forge is waited for; past it the source is asked another time
 * @param maxRetryAfter that a forge can put off the next look
 */
public record SourceSettings(
    int maxPages,
    int maxRepositories,
    long maxPageBytes,
    int maxJsonDepth,
    Duration callTimeout,
    Duration listTimeout,
    int maxAttempts,
    Duration maxWait,
    Duration maxRetryAfter)
    implements Settings {

  public static final SourceSettings DEFAULT =
      new SourceSettings(
          200,
          5_000,
          4L * 1024 * 1024,
          30,
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          3,
          Duration.ofSeconds(30),
          Duration.ofDays(1));

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    count(problems, "max_pages", maxPages, 10_000);
    count(problems, "max_repositories", maxRepositories, 100_000);
    if (maxPageBytes < 1_024 || maxPageBytes > 64L * 1024 * 1024) {
      problems.add(new Problem("max_page_bytes", "1 KiB to 64 MiB"));
    }
    if (maxJsonDepth < 5 || maxJsonDepth > 500) {
      problems.add(new Problem("max_json_depth", "5 to 500"));
    }
    time(problems, "call_timeout", callTimeout, Duration.ofMillis(10));
    time(problems, "list_timeout", listTimeout, Duration.ofMillis(10));
    count(problems, "max_attempts", maxAttempts, 20);
    time(problems, "max_wait", maxWait, Duration.ZERO);
    time(problems, "max_retry_after", maxRetryAfter, Duration.ofSeconds(1));
    return problems;
  }

  private static void count(List<Problem> problems, String where, int value, int most) {
    if (value < 1 || value > most) {
      problems.add(new Problem(where, "1 to " + most));
    }
  }

  private static void time(List<Problem> problems, String where, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(Duration.ofDays(7)) > 0) {
      problems.add(new Problem(where, "a time from " + least.toMillis() + "ms to 7d"));
    }
  }
}
