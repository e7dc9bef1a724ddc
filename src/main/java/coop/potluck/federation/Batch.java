package coop.potluck.federation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * One statement with many rows of values. Past JDBI's own batches, whose binding by name costs more
 * than the writes where a log brings thousands.
 */
final class Batch {

  private final String sql;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /** A batch of a statement with a question mark for each value. */
  Batch(String sql) {
    this.sql = sql;
  }

  void add(@Nullable Object... values) {
    rows.add(values);
  }

  /** Writes the rows in their order, and forgets them. */
  void run(Handle handle) {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = handle.getConnection().prepareStatement(sql)) {
      for (var row : rows) {
        for (var i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
    rows.clear();
  }
}
