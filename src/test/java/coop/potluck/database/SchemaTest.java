package coop.potluck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

  private static final Path RESOURCES = Path.of("src/main/resources/coop/potluck/database");

  /** Rewritten by {@code -Dupdate.golden=true}. */
  @Test
  void the_committed_schema_is_what_the_migrations_build(@TempDir Path folder) throws IOException {
    var built = build(folder.resolve("potluck.db"));
    var committed = RESOURCES.resolve("schema.sql");
    if (Boolean.getBoolean("update.golden")) {
      Files.writeString(committed, built);
    }
    assertThat(built).isEqualTo(Files.readString(committed));
  }

  @Test
  void every_migration_in_the_folder_is_applied_in_its_order() throws IOException {
    try (var files = Files.list(RESOURCES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.startsWith("V"))
                  .sorted())
          .isEqualTo(Migration.STEPS);
    }
    for (var i = 0; i < Migration.STEPS.size(); i++) {
      assertThat(Migration.STEPS.get(i)).matches(String.format("V%03d__[a-z_]+\\.sql", i + 1));
    }
  }

  private static String build(Path file) {
    try (var database = Database.open(file, DatabaseSettings.DEFAULT)) {
      return database.read(
          handle ->
              handle
                  .createQuery(
                      """
                      SELECT sql FROM sqlite_schema
                      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
                      ORDER BY tbl_name, type = 'table' DESC, name
                      """)
                  .mapTo(String.class)
                  .stream()
                  .map(sql -> sql + ";\n")
                  .collect(Collectors.joining("\n")));
    }
  }
}
