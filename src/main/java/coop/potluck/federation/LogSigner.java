package coop.potluck.federation;

import coop.potluck.database.Database;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides when our own log may be signed, and signs it. Whatever was signed once is the beginning
 * of whatever is signed later: the entries are durable before a checkpoint over them exists, and
 * the newest checkpoint is durable outside of the database before anyone sees it.
 */
final class LogSigner {

  private static final String RECOVER =
      "; stop the node and run `potluck log recover` to fetch its entries back from a mirror";

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Database database;
  private final OwnKeys keys;
  private final SignedFile newest;
  private final String folder;
  private final NewestSeen seen;
  private final Clock clock;
  private final Consumer<String> checkpoint;
  private volatile Standing standing = new Standing.Waiting("nobody has looked yet");
  private Instant nextLook = Instant.MIN;
  private Duration pause = FIRST_PAUSE;

  LogSigner(
      Database database,
      OwnKeys keys,
      SignedFile newest,
      String folder,
      NewestSeen seen,
      Clock clock,
      Consumer<String> checkpoint) {
    this.database = database;
    this.keys = keys;
    this.newest = newest;
    this.folder = folder;
    this.seen = seen;
    this.clock = clock;
    this.checkpoint = checkpoint;
  }

  Standing standing() {
    return standing;
  }

  /** Looks again unless it is known; ever more rarely, since others are asked each time. */
  boolean isReady(long log) {
    var now = clock.instant();
    if (!(standing instanceof Standing.Ready) && !now.isBefore(nextLook)) {
      standing = look(log);
      if (standing instanceof Standing.Ready) {
        rememberFolder(log);
      } else {
        nextLook = now.plus(pause);
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      }
    }
    return standing instanceof Standing.Ready;
  }

  private void rememberFolder(long log) {
    var known = database.read(handle -> handle.attach(LogSql.class).findFolder(log));
    if (!known.equals(Optional.of(folder))) {
      database.write(
          handle -> {
            handle.attach(LogSql.class).setFolder(log, folder);
            return true;
          });
    }
  }

  private Standing look(long id) {
    var log = get(id);
    if (!log.origin().equals(keys.origin())) {
      return new Standing.Refused(
          "the log in this data folder is %s, and the keys are those of %s"
              .formatted(log.origin(), keys.origin()));
    }
    var missing = keys.missing(log);
    if (missing.isPresent()) {
      return new Standing.Refused(
          "the key that signs this log, %s, is not among the keys; put its file back"
              .formatted(missing.get()));
    }
    var wrong = checkNewest(log);
    if (wrong != null) {
      return wrong;
    }
    return askOthers(get(id));
  }

  /** Compares the file beside the keys; finishes what a crash interrupted. */
  private @Nullable Standing checkNewest(LogStore.Log log) {
    SignedCheckpoint signed;
    try {
      signed = newest.read().orElse(null);
    } catch (MalformedException e) {
      return new Standing.Refused(
          newest + " beside the keys is damaged: " + e.getMessage() + RECOVER);
    }
    if (signed == null) {
      return null;
    }
    if (!keys.signed(log, signed)) {
      return new Standing.Refused(newest + " beside the keys was signed by another key" + RECOVER);
    }
    if (!isOurs(log, signed.checkpoint())) {
      return new Standing.Refused(
          "the database is older than %s beside the keys, or another one: %d entries were signed, it has %d"
                  .formatted(newest, signed.checkpoint().size(), log.length())
              + RECOVER);
    }
    if (log.checkpoint() == null || signed.checkpoint().size() > log.size()) {
      show(log.id(), signed);
    }
    return null;
  }

  /** Whether what is stored begins with the tree of a checkpoint. */
  private boolean isOurs(LogStore.Log log, Checkpoint it) {
    return it.origin().equals(log.origin())
        && it.size() <= log.length()
        && root(log.id(), it.size()).equals(it.root());
  }

  private Standing askOthers(LogStore.Log log) {
    var doubt = doubt(log);
    var answers = seen.ask(log.origin());
    var confirmed = false;
    for (var answer : answers) {
      var theirs = answer.newest();
      if (theirs == null || !keys.signed(log, theirs)) {
        continue;
      }
      if (!isOurs(log, theirs.checkpoint())) {
        return new Standing.Refused(
            "%s holds a checkpoint of this log over %d entries that the database, with %d, does not agree with"
                    .formatted(answer.who(), theirs.checkpoint().size(), log.length())
                + RECOVER);
      }
      confirmed |= theirs.checkpoint().size() >= log.size();
    }
    if (doubt != null && !confirmed) {
      return new Standing.Refused(doubt + RECOVER);
    }
    if (answers.isEmpty() && seen.isAnyoneThere()) {
      return new Standing.Waiting(
          "no witness or follower has answered yet which checkpoint of this log it holds");
    }
    return new Standing.Ready();
  }

  /** Why this may be an older copy of the data folder. */
  private @Nullable String doubt(LogStore.Log log) {
    if (log.checkpoint() == null) {
      return null;
    }
    var known = database.read(handle -> handle.attach(LogSql.class).findFolder(log.id()));
    if (!known.equals(Optional.of(folder))) {
      return "the data folder was copied or restored, so that its log may lack what was signed since";
    }
    try {
      if (newest.read().map(it -> it.checkpoint().size()).orElse(-1L) < log.size()) {
        return newest + " beside the keys is missing or older than the database";
      }
    } catch (MalformedException e) {
      return newest + " beside the keys is damaged";
    }
    return null;
  }

  /** Signs the log as it stands, if it grew; what is shown then. */
  Optional<SignedCheckpoint> sign(long id) {
    if (!isReady(id)) {
      return Optional.empty();
    }
    var log = get(id);
    if (log.checkpoint() != null && log.size() == log.length()) {
      return Optional.empty();
    }
    var signed = keys.sign(log, new Checkpoint(log.origin(), log.length(), root(id, log.length())));
    checkpoint.accept("sign.before-guard");
    newest.write(signed);
    checkpoint.accept("sign.after-guard");
    show(id, signed);
    return Optional.of(signed);
  }

  private void show(long log, SignedCheckpoint signed) {
    var it = signed.checkpoint();
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    database.write(
        handle -> {
          var sql = handle.attach(LogSql.class);
          LogStore.setCheckpoint(sql, log, signed);
          if (!sql.hasCheckpoint(log, it.size())) {
            sql.insertCheckpoint(
                log,
                it.size(),
                it.root().base64(),
                new String(signed.bytes(), StandardCharsets.UTF_8),
                now);
          }
          checkpoint.accept("sign.before-commit");
          return true;
        });
    checkpoint.accept("sign.after-commit");
  }

  /** Takes an operator's word, or a copy that was verified, that this is the newest there is. */
  Standing trust(long log) {
    var wrong = checkNewest(get(log));
    standing = wrong == null ? new Standing.Ready() : wrong;
    if (wrong == null) {
      rememberFolder(log);
    }
    return standing;
  }

  private Hash root(long log, long size) {
    return database.read(handle -> new LogTiles(handle.attach(LogSql.class), log).root(size));
  }

  private LogStore.Log get(long log) {
    return database.read(
        handle -> {
          var sql = handle.attach(LogSql.class);
          return LogStore.log(sql, sql.get(log));
        });
  }
}
