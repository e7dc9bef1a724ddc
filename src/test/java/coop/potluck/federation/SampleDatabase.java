package coop.potluck.federation;

import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A node's database with its logs and a witness, by a clock that is set by hand. */
public final class SampleDatabase implements AutoCloseable {

  /** What the clock shows at first. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  public final Database database;
  public final LogStore logs;
  public final HandClock clock = new HandClock();
  public final SigningKey witnessKey = SampleLog.witnessKey("witness.example/witness");
  public final List<Equivocation> alarms = Collections.synchronizedList(new ArrayList<>());

  /** A clock that stands still until it is told otherwise. */
  public static final class HandClock extends Clock {
    private volatile Instant now = NOW;

    /** Goes on by this much. */
    public void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  public SampleDatabase(Path folder) {
    database = Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT);
    logs = new LogStore(database);
  }

  /** A witness of these logs, and of those that the database holds. */
  public Witness witness(VerifierKey... known) {
    return new Witness(
        database,
        logs,
        KnownLogs.of(logs, origin -> true, List.of(known)),
        witnessKey,
        clock,
        alarms::add);
  }

  @Override
  public void close() {
    database.close();
  }
}
