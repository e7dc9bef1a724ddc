package coop.potluck.peer;

import coop.potluck.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What each peer has cost today, in UTC; over its budget a peer pauses until tomorrow. */
final class Budgets {

  private static final int KEPT_DAYS = 30;

  /** What was used. */
  record Used(long entries, long bytes) {}

  private final Database database;
  private final Clock clock;

  Budgets(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Used today(String origin) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT entries, bytes FROM budgets WHERE origin = :origin AND day = :day")
                .bind("origin", origin)
                .bind("day", day())
                .map(ConstructorMapper.of(Used.class))
                .findOne()
                .orElse(new Used(0, 0)));
  }

  /** Adds to what was used today. */
  void use(String origin, long entries, long bytes) {
    if (entries == 0 && bytes == 0) {
      return;
    }
    database.write(handle -> use(handle, origin, entries, bytes));
  }

  private int use(Handle handle, String origin, long entries, long bytes) {
    handle.execute("DELETE FROM budgets WHERE day < ?", day() - KEPT_DAYS);
    return handle.execute(
        """
        INSERT INTO budgets (origin, day, entries, bytes) VALUES (?, ?, ?, ?)
        ON CONFLICT (origin, day) DO UPDATE SET entries = entries + excluded.entries,
          bytes = bytes + excluded.bytes
        """,
        origin,
        day(),
        entries,
        bytes);
  }

  /** When the next day begins. */
  Instant tomorrow() {
    return LocalDate.ofEpochDay(day() + 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private long day() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }
}
