package coop.potluck.federation;

import coop.potluck.database.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Appends what our own log lacks from a copy, in one transaction that ends with the check. */
final class LogRecovery {

  private static final int MAX_BATCH = 256;

  private final Database database;
  private final OwnKeys keys;
  private final SignedFile newest;

  LogRecovery(Database database, OwnKeys keys, SignedFile newest) {
    this.database = database;
    this.keys = keys;
    this.newest = newest;
  }

  /** Rolls the transaction back. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }

  Recovery recover(LogStore.Log log, OwnCopy copy) {
    var signed = copy.checkpoint();
    if (!signed.checkpoint().origin().equals(log.origin()) || !keys.signed(log, signed)) {
      return new Recovery.Refused("the copy's checkpoint was not signed by this log's key");
    }
    var size = signed.checkpoint().size();
    var known = signedSize();
    if (known > size) {
      return new Recovery.Refused(
          "the copy has %d of the %d entries that were signed; take another one"
              .formatted(size, known));
    }
    try {
      var recovered = database.write(handle -> append(handle, log.id(), copy, signed.checkpoint()));
      if (known < size) {
        newest.write(signed);
      }
      return recovered;
    } catch (RefusedException e) {
      return new Recovery.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** Of the newest checkpoint beside the keys; -1 where there is none that can be read. */
  private long signedSize() {
    try {
      return newest.read().map(it -> it.checkpoint().size()).orElse(-1L);
    } catch (MalformedException e) {
      // what the copy has was signed too, and nothing better is left
      return -1;
    }
  }

  private static Recovery append(Handle handle, long log, OwnCopy copy, Checkpoint signed) {
    var sql = handle.attach(LogSql.class);
    var before = sql.get(log).length();
    var missing = 0;
    for (var at = before; at < signed.size(); ) {
      var entries = copy.entries(at, (int) Math.min(MAX_BATCH, signed.size() - at));
      if (entries.isEmpty() || entries.size() > signed.size() - at) {
        throw new RefusedException("the copy has no entry " + at);
      }
      var writer = new LogWriter(handle, log, at);
      for (var entry : entries) {
        writer.add(entry);
        missing += keepWhatItSays(sql, log, writer.objects(), copy, entry);
      }
      writer.finish();
      at = writer.length();
    }
    var length = sql.get(log).length();
    if (!new LogTiles(sql, log).root(signed.size()).equals(signed.root())) {
      throw new RefusedException(
          "the copy's entries, after the %d of this database, do not make the tree that was signed"
              .formatted(before));
    }
    handle.attach(PublicationStateSql.class).markStated(log);
    return new Recovery.Recovered(before, length, missing);
  }

  /** How many objects the copy does not have. */
  private static int keepWhatItSays(
      LogSql sql, long log, LogObjects objects, OwnCopy copy, byte[] entry) {
    Statement statement;
    try {
      statement = Statements.decode(entry);
    } catch (MalformedException e) {
      return 0;
    }
    if (statement instanceof KeyStatement key) {
      sql.putKey(log, key.from(), key.key().vkey());
    }
    var missing = 0;
    for (var named : statement.objects()) {
      if (!objects.has(named.sha256())) {
        var bytes = copy.object(named.sha256()).filter(named::names);
        bytes.ifPresent(it -> objects.putAll(List.of(it)));
        missing += bytes.isPresent() ? 0 : 1;
      }
    }
    return missing;
  }
}
