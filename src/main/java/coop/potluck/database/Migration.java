package coop.potluck.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The steps from an empty file to today's schema; only ever forward. */
final class Migration {

  /** "POTL": what {@code file} shows, and what tells our files from others'. */
  static final int APPLICATION_ID = 0x504f544c;

  /** In order; the schema's number is how many were applied. */
  static final List<String> STEPS =
      List.of(
          "V001__catalogue.sql",
          "V002__complete_looks.sql",
          "V003__search.sql",
          "V004__assessments.sql",
          "V005__logs.sql",
          "V006__peers.sql",
          "V007__witness.sql",
          "V008__peer_git.sql");

  private Migration() {}

  static void bringUpToDate(Connection connection, Path file) throws SQLException {
    for (var step = applied(connection, file); step < STEPS.size(); step++) {
      apply(connection, STEPS.get(step), step + 1);
    }
  }

  /** Refuses a file that only {@link #bringUpToDate} could make readable. */
  static void requireUpToDate(Connection connection, Path file) throws SQLException {
    if (applied(connection, file) < STEPS.size()) {
      throw new UnusableDatabaseException(
          file + " was written by an earlier version of this program; start the node once");
    }
  }

  private static int applied(Connection connection, Path file) throws SQLException {
    var applied = number(connection, "PRAGMA user_version");
    var owner = number(connection, "PRAGMA application_id");
    var isEmpty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    if (owner != APPLICATION_ID && !isEmpty) {
      throw new UnusableDatabaseException(file + " is a database of another program");
    }
    if (applied > STEPS.size()) {
      throw new UnusableDatabaseException(
          file
              + " was written by a later version of this program: its schema is number "
              + applied
              + " and this version knows those up to "
              + STEPS.size()
              + ". Start that version, or restore a copy from before it.");
    }
    return applied;
  }

  private static void apply(Connection connection, String step, int number) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(text(step));
      statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
      statement.executeUpdate("PRAGMA user_version = " + number);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.getInt(1);
    }
  }

  private static String text(String step) {
    try (var stream = Migration.class.getResourceAsStream(step)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its migration " + step);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the migration " + step, e);
    }
  }
}
