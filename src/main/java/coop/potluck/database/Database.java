package coop.potluck.database;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The node's SQLite file: one connection that writes, a few that read, none of which waits for the
 * other kind.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Database implements AutoCloseable {

  private Database() {}

  /**
   * Opens the file, which is made if it is not there, and brings its schema up to date.
   *
   * @throws UnusableDatabaseException if it is no database of ours, or of a later version of this
   *     program
   */
  public static Database open(Path file, DatabaseSettings settings) {
    throw new UnsupportedOperationException();
  }

  /** Reads at one moment; within {@code work} further reads of the same thread see the same. */
  public <T> T read(Function<Handle, T> work) {
    throw new UnsupportedOperationException();
  }

  /** Runs one transaction, which an exception rolls back. Writers take turns. */
  public <T> T write(Function<Handle, T> work) {
    throw new UnsupportedOperationException();
  }

  /** The rows that were inserted, changed or deleted since the file was opened. */
  public long totalChanges() {
    throw new UnsupportedOperationException();
  }

  /** What SQLite finds wrong with the file; empty if it is sound. */
  public List<String> integrityCheck() {
    throw new UnsupportedOperationException();
  }

  /** Moves all that is in the write-ahead log into the file, and closes it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
