package coop.potluck.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/**
 * The prepared statements of one connection that are ready to be used again: to prepare one costs
 * more than most of them do.
 */
final class KeptStatements extends DefaultStatementBuilder {

  private static final int MAX_KEPT = 100;

  private final SQLiteConnection connection;

  /** The one that was used longest ago first. */
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  /**
   * By what text those in use were made: what closes them knows it with its names of parameters.
   */
  private final IdentityHashMap<Statement, String> lent = new IdentityHashMap<>();

  private KeptStatements(SQLiteConnection connection) {
    this.connection = connection;
  }

  /** Keeps the statements of each connection for as long as that is open. */
  static StatementBuilderFactory factory() {
    var byConnection = new ConcurrentHashMap<SQLiteConnection, StatementBuilder>();
    return pooled -> {
      try {
        // beneath a pool, which would close what its borrower leaves open
        var own = pooled.unwrap(SQLiteConnection.class);
        return byConnection.computeIfAbsent(own, KeptStatements::new);
      } catch (SQLException e) {
        throw new IllegalStateException("a connection to SQLite", e);
      }
    };
  }

  @Override
  public PreparedStatement create(Connection pooled, String sql, StatementContext context)
      throws SQLException {
    if (!isKept(context)) {
      return super.create(connection, sql, context);
    }
    var kept = idle.remove(sql);
    var prepared = kept == null ? super.create(connection, sql, context) : kept;
    lent.put(prepared, sql);
    return prepared;
  }

  private static boolean isKept(StatementContext context) {
    return !context.isReturningGeneratedKeys() && !context.isConcurrentUpdatable();
  }

  @Override
  public void close(Connection pooled, String named, Statement statement) throws SQLException {
    var sql = lent.remove(statement);
    if (sql == null
        || !(statement instanceof PreparedStatement prepared)
        || idle.containsKey(sql)
        || !isReady(prepared)) {
      statement.close();
      return;
    }
    idle.put(sql, prepared);
    if (idle.size() > MAX_KEPT) {
      var oldest = idle.values().iterator();
      var gone = oldest.next();
      oldest.remove();
      gone.close();
    }
  }

  /** Forgets what it was asked with; a statement that failed badly cannot be used again. */
  private static boolean isReady(PreparedStatement statement) {
    try {
      statement.clearParameters();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
