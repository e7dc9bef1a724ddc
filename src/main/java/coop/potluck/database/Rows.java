package coop.potluck.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into one table. Past JDBI's own batches, whose binding by name costs more than
 * the inserts themselves where a sync brings thousands of rows.
 */
public final class Rows {

  private final String sql;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /** Rows for a statement with a question mark for each value. */
  public Rows(String sql) {
    this.sql = sql;
  }

  /** One more row, its values in the order of the question marks. */
  public void add(@Nullable Object... values) {
    rows.add(values);
  }

  /** Writes the rows in their order, within the transaction of the handle, and forgets them. */
  public void write(Handle handle) {
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
