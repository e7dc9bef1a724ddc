package coop.potluck.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The node's SQLite file: one connection that writes, a few that read, none of which waits for the
 * other kind.
 */
public final class Database implements AutoCloseable {

  private static final int JOURNAL_SIZE_LIMIT = 16 * 1024 * 1024;

  private final Connection writer;
  private final Jdbi writing;
  private final HikariDataSource readers;
  private final Jdbi reading;

  @SuppressWarnings("ThreadLocalUsage") // one thread may read two databases
  private final ThreadLocal<@Nullable Handle> snapshot = new ThreadLocal<>();

  private final ReentrantLock turn = new ReentrantLock(true);
  private final AtomicLong writes = new AtomicLong();
  private final boolean readOnly;
  private boolean closed;

  private Database(Connection writer, HikariDataSource readers, boolean readOnly) {
    this.writer = writer;
    this.readOnly = readOnly;
    this.writing = jdbi(Jdbi.create(new OneConnection(writer)));
    this.readers = readers;
    this.reading = jdbi(Jdbi.create(readers));
  }

  private static Jdbi jdbi(Jdbi jdbi) {
    return ValueBinding.install(jdbi.setStatementBuilderFactory(KeptStatements.factory()));
  }

  /**
   * Opens the file, which is made if it is not there, and brings its schema up to date.
   *
   * @throws UnusableDatabaseException if it is no database of ours, or of a later version of this
   *     program
   */
  public static Database open(Path file, DatabaseSettings settings) {
    return open(file, settings, false);
  }

  /**
   * Opens the file to read it, beside the process that writes it.
   *
   * @throws UnusableDatabaseException if it is no database of ours, or of another version of this
   *     program
   */
  public static Database openReadOnly(Path file, DatabaseSettings settings) {
    return open(file, settings, true);
  }

  private static Database open(Path file, DatabaseSettings settings, boolean readOnly) {
    Connection writer = null;
    try {
      writer = source(file, settings, readOnly).getConnection();
      if (readOnly) {
        Migration.requireUpToDate(writer, file);
      } else {
        Migration.bringUpToDate(writer, file);
      }
      return new Database(writer, pool(file, settings), readOnly);
    } catch (SQLException e) {
      closeQuietly(writer);
      throw new UnusableDatabaseException(
          "cannot use " + file + " as a database: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      closeQuietly(writer);
      throw e;
    }
  }

  private static void closeQuietly(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException ignored) {
        // What went wrong before is what its caller must hear of.
      }
    }
  }

  private static SQLiteDataSource source(Path file, DatabaseSettings settings, boolean readOnly) {
    var config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout((int) settings.busyTimeout().toMillis());
    config.enforceForeignKeys(true);
    config.setCacheSize((int) -(settings.cacheBytes() / 1024));
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(settings.mmapBytes()));
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    if (!readOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setJournalSizeLimit(JOURNAL_SIZE_LIMIT);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    }
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  private static HikariDataSource pool(Path file, DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("readers");
    config.setDataSource(source(file, settings, true));
    config.setReadOnly(true);
    config.setMaximumPoolSize(settings.readers());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Math.max(250, settings.busyTimeout().toMillis()));
    config.setMaxLifetime(0);
    return new HikariDataSource(config);
  }

  /** Reads at one moment; within {@code work} further reads of the same thread see the same. */
  public <T> T read(Function<Handle, T> work) {
    var open = snapshot.get();
    if (open != null) {
      return work.apply(open);
    }
    try (var handle = reading.open()) {
      snapshot.set(handle);
      return handle.inTransaction(work::apply);
    } finally {
      snapshot.remove();
    }
  }

  /** Whether this thread is within {@link #read}. */
  public boolean isReading() {
    return snapshot.get() != null;
  }

  /** Runs one transaction, which an exception rolls back. Writers take turns. */
  public <T> T write(Function<Handle, T> work) {
    turn.lock();
    try (var handle = writing.open()) {
      return handle.inTransaction(work::apply);
    } finally {
      writes.incrementAndGet();
      turn.unlock();
    }
  }

  /**
   * Counts up with each write that ended: while it stays the same, so does all that can be read.
   */
  public long writes() {
    return writes.get();
  }

  /** The rows that were inserted, changed or deleted since the file was opened. */
  public long totalChanges() {
    return write(handle -> handle.createQuery("SELECT total_changes()").mapTo(Long.class).one());
  }

  /** What SQLite finds wrong with the file; empty if it is sound. */
  public List<String> integrityCheck() {
    var found =
        read(handle -> handle.createQuery("PRAGMA integrity_check").mapTo(String.class).list());
    return found.equals(List.of("ok")) ? List.of() : found;
  }

  /** Moves all that is in the write-ahead log into the file, and closes it. */
  @Override
  public void close() {
    turn.lock();
    try {
      if (!closed) {
        closed = true;
        readers.close();
        if (!readOnly) {
          try (var statement = writer.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
          }
        }
        writer.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not close cleanly", e);
    } finally {
      turn.unlock();
    }
  }

  /** Hands out the one writing connection, which stays open. */
  private record OneConnection(Connection connection) implements ConnectionFactory {
    @Override
    public Connection openConnection() {
      return connection;
    }

    @Override
    public void closeConnection(Connection borrowed) {
      // The next writer uses it again.
    }
  }
}
