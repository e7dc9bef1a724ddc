package coop.potluck.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When to try again what has failed: each time twice as long, with a part left to chance so that
 * what failed together does not come back together.
 *
 * @param first the longest wait after one failure
 * @param most the longest wait of all
 */
public record Backoff(Duration first, Duration most) {

  /** From a minute to six hours. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6));

  /** The earliest moment of the next try: from half the wait to the whole of it after now. */
  public Instant next(int failures, Instant now, RandomGenerator random) {
    if (failures < 1) {
      return now;
    }
    var doublings = Math.min(failures - 1, 40);
    var wait = Math.min((double) most.toMillis(), first.toMillis() * Math.pow(2, doublings));
    return now.plusMillis((long) (wait / 2 + random.nextDouble() * wait / 2));
  }
}
