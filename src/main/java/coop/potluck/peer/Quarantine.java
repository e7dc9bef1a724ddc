package coop.potluck.peer;

import coop.potluck.database.Database;
import coop.potluck.mirror.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What of followed logs was not taken, and why: a bad item is put aside, never its log. */
public final class Quarantine {

  /** A missing object may come from another mirror later. */
  private static final Backoff AGAIN = new Backoff(Duration.ofMinutes(10), Duration.ofHours(24));

  private final Database database;
  private final Clock clock;

  public Quarantine(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A page over all logs, in order of origins and positions.
   *
   * @param after the last item of the page before; absent for the first page
   */
  public List<Quarantined> list(@Nullable Quarantined after, int limit) {
    return database.read(
        handle ->
            handle
                .attach(QuarantineSql.class)
                .listAfter(
                    after == null ? "" : after.origin(),
                    after == null ? -1 : after.position(),
                    after == null ? "" : after.sha256(),
                    limit));
  }

  /** The first items of one log. */
  public List<Quarantined> list(String origin, int limit) {
    return database.read(it -> it.attach(QuarantineSql.class).list(origin, limit));
  }

  /** How many items of a log are put aside. */
  public int count(String origin) {
    return database.read(it -> it.attach(QuarantineSql.class).count(origin));
  }

  /** Those whose objects are worth asking for again. */
  List<Quarantined> due(String origin, int limit) {
    return database.read(it -> it.attach(QuarantineSql.class).listDue(origin, now(), limit));
  }

  void put(Collection<Quarantined> items) {
    if (!items.isEmpty()) {
      database.write(
          handle -> {
            var sql = handle.attach(QuarantineSql.class);
            items.forEach(sql::put);
            return true;
          });
    }
  }

  void release(Quarantined item) {
    database.write(
        it -> it.attach(QuarantineSql.class).delete(item.origin(), item.position(), item.sha256()));
  }

  /** When what failed so many times is tried again. */
  Instant next(int attempts) {
    return AGAIN.next(attempts, now(), ThreadLocalRandom.current());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
