package coop.potluck.federation;

import coop.potluck.database.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Appends to one log within one transaction: entries, what they say, and at the end the tiles. */
final class LogWriter {

  /** Bits of an entry's place that are its position. */
  static final int POSITION_BITS = 40;

  private final Handle handle;
  private final LogSql sql;
  private final Rows entries = new Rows("INSERT INTO log_entries (place, bytes) VALUES (?, ?)");
  private final Sightings sightings;
  private final LogObjects objects;
  private final long log;
  private final long before;
  private final List<Hash> leaves = new ArrayList<>();

  LogWriter(Handle handle, long log, long length) {
    this.handle = handle;
    this.sql = handle.attach(LogSql.class);
    this.sightings = new Sightings(handle, log);
    this.objects = new LogObjects(handle);
    this.log = log;
    this.before = length;
  }

  static long place(long log, long position) {
    return (log << POSITION_BITS) + position;
  }

  LogObjects objects() {
    return objects;
  }

  Sightings sightings() {
    return sightings;
  }

  /** How many entries the log has now. */
  long length() {
    return before + leaves.size();
  }

  /** How many were added. */
  int added() {
    return leaves.size();
  }

  /** Adds an entry as it came; one that says nothing that is understood counts as well. */
  void add(byte[] entry) {
    Optional<Statement> statement;
    try {
      statement = Optional.of(Statements.decode(entry));
    } catch (MalformedException e) {
      statement = Optional.empty();
    }
    var position = append(entry);
    statement.ifPresent(it -> sightings.record(it, position, leaf(position)));
  }

  /** Adds a statement and what bytes it has. */
  void add(Statement statement, byte[] entry) {
    var position = append(entry);
    sightings.record(statement, position, leaf(position));
  }

  private long append(byte[] entry) {
    var position = length();
    entries.add(place(log, position), entry);
    leaves.add(MerkleTree.leaf(entry));
    return position;
  }

  private Hash leaf(long position) {
    return leaves.get((int) (position - before));
  }

  /** Writes what was gathered, the tiles and the length. */
  void finish() {
    objects.finish();
    if (!leaves.isEmpty()) {
      entries.write(handle);
      sightings.finish();
      new LogTiles(sql, log).grow(before, leaves);
      sql.setLength(log, length());
    }
  }
}
