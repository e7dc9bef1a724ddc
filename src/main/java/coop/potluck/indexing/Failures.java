package coop.potluck.indexing;

import coop.potluck.mirror.Backoff;
import coop.potluck.recipe.RecipeId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Which repositories fail, how often in a row, and when each may be asked again. */
final class Failures {

  private record Streak(int count, Instant dueAgain) {}

  private final Map<RecipeId, Streak> streaks = new ConcurrentHashMap<>();
  private final Backoff backoff;
  private final Clock clock;
  private final RandomGenerator random = new SplittableRandom();

  Failures(Backoff backoff, Clock clock) {
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Whether it may be asked now. */
  boolean isDue(RecipeId id) {
    var streak = streaks.get(id);
    return streak == null || !clock.instant().isBefore(streak.dueAgain());
  }

  void succeeded(RecipeId id) {
    streaks.remove(id);
  }

  /** Counts a failure, and answers how many it is in a row. */
  int failed(RecipeId id) {
    return streaks
        .compute(
            id,
            (key, before) -> {
              var count = before == null ? 1 : before.count() + 1;
              return new Streak(count, backoff.next(count, clock.instant(), random));
            })
        .count();
  }

  Optional<Instant> dueAgain(RecipeId id) {
    return Optional.ofNullable(streaks.get(id)).map(Streak::dueAgain);
  }
}
