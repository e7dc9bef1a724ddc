package coop.potluck.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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
    var kept = isKept(context) ? idle.remove(sql) : null;
    return kept != null ? kept : super.create(connection, sql, context);
  }

  private static boolean isKept(StatementContext context) {
    return !context.isReturningGeneratedKeys() && !context.isConcurrentUpdatable();
  }

  @Override
  public void close(Connection pooled, String sql, Statement statement) throws SQLException {
    if (!(statement instanceof PreparedStatement prepared) || idle.containsKey(sql)) {
      statement.close();
      return;
    }
    prepared.clearParameters();
    idle.put(sql, prepared);
    if (idle.size() > MAX_KEPT) {
      var oldest = idle.values().iterator();
      var gone = oldest.next();
      oldest.remove();
      gone.close();
    }
  }
}
