package coop.potluck.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  private static Database open(Path folder) {
    return Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT);
  }

  private static void add(Database database, String name) {
    database.write(
        handle ->
            handle.execute("INSERT INTO requests (coop, recipe, since) VALUES (?, '', 0)", name));
  }

  private static long count(Database database) {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM requests").mapTo(Long.class).one());
  }

  private static String first(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT coop FROM requests ORDER BY coop")
                .mapTo(String.class)
                .first());
  }

  @Test
  void what_was_written_is_there_after_opening_again(@TempDir Path folder) {
    try (var database = open(folder)) {
      add(database, "harvest");
    }
    try (var database = open(folder)) {
      assertThat(count(database)).isEqualTo(1);
      assertThat(database.integrityCheck()).isEmpty();
    }
  }

  @Test
  void a_statement_that_is_kept_for_later_holds_nothing_open(@TempDir Path folder) {
    try (var database = open(folder)) {
      add(database, "harvest");
      add(database, "meadow");
      for (var round = 0; round < 3; round++) {
        assertThat(first(database)).isEqualTo("harvest");
      }
      add(database, "acorn");
      assertThat(first(database)).isEqualTo("acorn");
      try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("potluck.db"));
          var statement = other.createStatement();
          var busy = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        assertThat(busy.getInt(1)).isZero();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void a_statement_with_parameters_is_prepared_once(@TempDir Path folder) {
    try (var database = open(folder)) {
      add(database, "harvest");
      var prepared = Collections.<Statement>newSetFromMap(new IdentityHashMap<>());
      for (var name : List.of("harvest", "meadow", "harvest")) {
        database.read(
            handle -> {
              handle.setSqlLogger(
                  new SqlLogger() {
                    @Override
                    public void logBeforeExecution(StatementContext context) {
                      prepared.add(context.getStatement());
                    }
                  });
              for (var round = 0; round < 2; round++) {
                assertThat(
                        handle
                            .createQuery("SELECT count(*) FROM requests WHERE coop = :name")
                            .bind("name", name)
                            .mapTo(Long.class)
                            .one())
                    .isEqualTo(name.equals("harvest") ? 1 : 0);
              }
              return 0;
            });
      }
      assertThat(prepared).hasSize(1);
    }
  }

  @Test
  void after_closing_all_is_in_the_one_file(@TempDir Path folder) throws IOException {
    try (var database = open(folder)) {
      add(database, "harvest");
      assertThat(folder.resolve("potluck.db-wal")).exists();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("potluck.db"));
    }
  }

  @Test
  void the_writer_waits_for_the_disk_and_foreign_keys_hold(@TempDir Path folder) {
    try (var database = open(folder)) {
      var pragmas =
          database.write(
              handle ->
                  handle
                      .createQuery(
                          """
                          SELECT journal_mode || ' ' || synchronous || ' ' || foreign_keys
                          FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys
                          """)
                      .mapTo(String.class)
                      .one());
      assertThat(pragmas).isEqualTo("wal 2 1");
      assertThatThrownBy(
              () ->
                  database.write(
                      h -> h.execute("INSERT INTO heads VALUES (9,'','','',0,0,9,'','')")))
          .hasMessageContaining("FOREIGN KEY");
    }
  }

  @Test
  void readers_cannot_write(@TempDir Path folder) {
    try (var database = open(folder)) {
      assertThatThrownBy(() -> database.read(handle -> handle.execute("DELETE FROM requests")))
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void an_exception_undoes_the_whole_write(@TempDir Path folder) {
    try (var database = open(folder)) {
      assertThatThrownBy(
              () ->
                  database.write(
                      handle -> {
                        handle.execute("INSERT INTO requests VALUES (1, 'harvest', '', 0)");
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");
      assertThat(count(database)).isZero();
      add(database, "tidal");
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void a_reader_sees_one_moment_and_does_not_wait_for_the_writer(@TempDir Path folder)
      throws InterruptedException {
    try (var database = open(folder)) {
      var written = new CountDownLatch(1);
      var seen = new CountDownLatch(1);
      var thread = Executors.newSingleThreadExecutor();
      thread.execute(
          () ->
              database.write(
                  handle -> {
                    handle.execute("INSERT INTO requests VALUES (1, 'harvest', '', 0)");
                    written.countDown();
                    try {
                      return seen.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
      assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
      database.read(
          outer -> {
            assertThat(count(database)).isZero();
            seen.countDown();
            add(database, "tidal");
            assertThat(database.isReading()).isTrue();
            assertThat(count(database)).as("within the same snapshot").isZero();
            return true;
          });
      assertThat(database.isReading()).isFalse();
      assertThat(count(database)).isEqualTo(2);
      thread.shutdown();
    }
  }

  @Test
  void values_of_ours_become_columns_and_back(@TempDir Path folder) {
    try (var database = open(folder)) {
      var moment = Instant.parse("2024-05-01T10:00:00.123Z");
      database.read(
          handle -> {
            var query =
                handle
                    .createQuery(
                        "SELECT :coop AS coop, :name AS name, :object AS object, :at AS at")
                    .bind("coop", new CoopId("harvest"))
                    .bind("name", new RecipeName("wiki"))
                    .bind("object", new ObjectName("a".repeat(40)))
                    .bind("at", moment);
            var row = query.mapToMap().one();
            assertThat(row)
                .containsEntry("coop", "harvest")
                .containsEntry("name", "wiki")
                .containsEntry("object", "a".repeat(40))
                .containsEntry("at", moment.toEpochMilli());
            assertThat(
                    handle.createQuery("SELECT :at").bind("at", moment).mapTo(Instant.class).one())
                .isEqualTo(moment);
            return true;
          });
    }
  }

  @Test
  void a_file_of_a_later_version_is_refused_and_left_alone(@TempDir Path folder)
      throws SQLException, IOException {
    open(folder).close();
    var file = folder.resolve("potluck.db");
    execute(file, "PRAGMA user_version = 99");
    var before = Files.readAllBytes(file);

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("later version")
        .hasMessageContaining("99")
        .hasMessageContaining(file.toString());
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void another_programs_database_is_refused(@TempDir Path folder) throws SQLException {
    execute(folder.resolve("potluck.db"), "CREATE TABLE songs (name TEXT)");
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("another program");
  }

  @Test
  void a_file_that_is_no_database_is_refused(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("potluck.db"), "not a database".repeat(1000));
    assertThatThrownBy(() -> open(folder)).isInstanceOf(UnusableDatabaseException.class);
  }

  @Test
  void settings_out_of_range_are_all_named() {
    var wrong = new DatabaseSettings(0, java.time.Duration.ZERO, 1, -1);
    assertThat(wrong.problems())
        .extracting(coop.potluck.recipe.Problem::where)
        .containsExactly("readers", "busy_timeout", "cache_bytes", "mmap_bytes");
    assertThat(DatabaseSettings.DEFAULT.problems()).isEmpty();
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
