package coop.potluck.peer;

import coop.potluck.database.Database;
import coop.potluck.federation.FederationSettings;
import coop.potluck.mirror.Backoff;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How following each log goes, as it is stored. */
final class PeerStates {

  private final Database database;
  private final Backoff backoff;
  private final Clock clock;

  PeerStates(Database database, FederationSettings settings, Clock clock) {
    this.database = database;
    this.backoff = new Backoff(settings.pollInterval().multipliedBy(2), settings.maxPollInterval());
    this.clock = clock;
  }

  List<PeerState> list() {
    return database.read(handle -> handle.attach(PeerStateSql.class).list());
  }

  PeerState get(String origin) {
    return database.read(
        handle ->
            handle
                .attach(PeerStateSql.class)
                .find(origin)
                .orElseThrow(() -> new IllegalStateException("no peer of " + origin)));
  }

  /** Follows these and no others; true if that is news. */
  boolean follow(List<PeerSettings> peers) {
    var before = list();
    var wanted = peers.stream().collect(Collectors.toMap(PeerSettings::origin, it -> it));
    var known =
        before.stream()
            .filter(PeerState::followed)
            .collect(Collectors.toMap(PeerState::origin, PeerState::url));
    var same =
        known.size() == wanted.size()
            && peers.stream().allMatch(it -> it.url().toString().equals(known.get(it.origin())));
    if (same) {
      return false;
    }
    write(
        sql -> {
          peers.forEach(it -> sql.follow(it.origin(), it.url().toString()));
          known.keySet().stream().filter(it -> !wanted.containsKey(it)).forEach(sql::leave);
        });
    return true;
  }

  /** Makes sure that there is a row for a log that is taken from somewhere, followed or not. */
  void know(PeerSettings peer) {
    if (database.read(it -> it.attach(PeerStateSql.class).find(peer.origin()).isEmpty())) {
      write(sql -> sql.know(peer.origin(), peer.url().toString()));
    }
  }

  void setGood(String origin, long shown, String source) {
    write(sql -> sql.setGood(origin, now(), shown, source));
  }

  /** Records what went wrong, and when to look again: each time later, up to a limit. */
  void setBad(String origin, String state, String reason) {
    var failures = get(origin).failures() + 1;
    var next = backoff.next(failures, now(), ThreadLocalRandom.current());
    write(sql -> sql.setBad(origin, state, reason, failures, next, now()));
  }

  void pause(String origin, String reason, Instant until) {
    write(sql -> sql.setBad(origin, "paused", reason, 0, until, now()));
  }

  void setTarget(String origin, @Nullable String note) {
    write(sql -> sql.setTarget(origin, note));
  }

  /** Marks what an item of the quarantine belongs to, to be put into the catalogue again. */
  void unproject(Quarantined item) {
    var coop = item.coop();
    var recipe = item.recipe();
    if (coop != null && recipe != null) {
      database.write(
          handle -> {
            handle.attach(UnprojectedSql.class).put(coop, recipe, UnprojectedSql.ALL);
            return true;
          });
    }
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void write(Consumer<PeerStateSql> work) {
    database.write(
        handle -> {
          work.accept(handle.attach(PeerStateSql.class));
          return true;
        });
  }
}
