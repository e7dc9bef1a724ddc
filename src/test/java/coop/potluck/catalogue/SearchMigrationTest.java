package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static coop.potluck.catalogue.CatalogueFixture.sync;
import static coop.potluck.catalogue.SearchRows.facts;
import static coop.potluck.catalogue.SearchRows.row;
import static coop.potluck.catalogue.SearchRows.stamps;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.database.Database;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was filled before there were rows for search. */
class SearchMigrationTest {

  private static final String ONE = "1.0.0+1.2.0";
  private static final RecipeId BARE = RecipeId.of("harvest", "bare");
  private static final List<String> NAMES = List.of("bare", "chat", "unread", "wiki");

  private final Map<String, List<String>> wantedFacts = new TreeMap<>();
  private final Map<String, SearchRows.Row> wantedRows = new TreeMap<>();
  private List<String> wantedTraits = List.of();
  private Path old;

  @BeforeEach
  void fill(@TempDir Path folder) throws SQLException, IOException {
    var made = Files.createDirectory(folder.resolve("new"));
    try (var it = new CatalogueFixture(made)) {
      it.list("harvest", NAMES.toArray(String[]::new));
      it.store(WIKI, ONE, "2.0.0+1.3.0");
      store(it, CHAT, "❌ none", "Untested", "⛔", "-", "noto");
      store(it, BARE, "Yes", "true", "N", "0.5", "1 (OAuth)");
      for (var name : NAMES) {
        wantedFacts.put(name, facts(it.database, name));
        wantedRows.put(name, row(it.database, name));
      }
      wantedTraits = traits(it.database);
    }
    old = Files.createDirectory(folder.resolve("old"));
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old.resolve("potluck.db"))) {
      downgrade(connection, made.resolve("potluck.db"));
    }
  }

  private static void store(CatalogueFixture it, RecipeId id, String... claims) {
    var claimed =
        new Features("Apps", 3, null, claims[0], claims[1], claims[2], claims[3], claims[4]);
    var reading = new Reading.Parsed(SampleRecipes.content("It", "nginx:1.3", claimed));
    var head = SampleRecipes.head("it", id.name().value());
    it.catalogue.store(
        new RecipeSync(
            id,
            new RecipeSync.HeadSync(
                head.head(), reading, null, "Read.", List.of(), null, head.files()),
            List.of(),
            Map.of(),
            List.of(),
            1));
  }

  /** What the first two migrations would have made of the same recipes. */
  private static void downgrade(Connection connection, Path from) throws SQLException, IOException {
    try (var statement = connection.createStatement()) {
      for (var step : List.of("V001__catalogue.sql", "V002__complete_looks.sql")) {
        try (var script = Database.class.getResourceAsStream(step)) {
          statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      statement.executeUpdate("ATTACH '" + from + "' AS made");
      statement.executeUpdate("DELETE FROM log");
      var tables = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (var table : tables) {
        String columns;
        try (var rows =
            statement.executeQuery(
                """
                SELECT group_concat(name) FROM pragma_table_info('%1$s', 'made')
                WHERE name IN (SELECT name FROM pragma_table_info('%1$s', 'main'))
                """
                    .formatted(table))) {
          columns = rows.getString(1);
        }
        statement.executeUpdate(
            "INSERT INTO main.%s (%s) SELECT %s FROM made.%s"
                .formatted(table, columns, columns, table));
      }
      statement.executeUpdate(
          """
          DELETE FROM recipe_facts WHERE kind IN ('claimed', 'computed', 'architecture');
          UPDATE objects
            SET bytes = CAST(json_remove(CAST(bytes AS TEXT), '$.architectures') AS BLOB),
              sha256 = 'of before ' || id;
          UPDATE readings SET digest = 'of before' WHERE object_id IS NOT NULL;
          UPDATE heads SET digest = 'of before';
          PRAGMA application_id = 0x504f544c;
          PRAGMA user_version = 2;
          """);
    }
  }

  private static List<String> traits(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT reading_id || ' ' || kind || ' ' || value FROM traits
                    WHERE kind <> 'architecture' ORDER BY 1
                    """)
                .mapTo(String.class)
                .list());
  }

  @Test
  void its_recipes_get_the_rows_that_they_would_have_but_for_what_was_not_read() {
    try (var it = new CatalogueFixture(old)) {
      assertThat(traits(it.database)).isEqualTo(wantedTraits);
      for (var name : NAMES) {
        var wanted = Objects.requireNonNull(wantedRows.get(name));
        assertThat(row(it.database, name))
            .isEqualTo(
                new SearchRows.Row(
                    wanted.images(),
                    wanted.services(),
                    wanted.environment(),
                    wanted.overlays(),
                    ""));
        var found =
            Objects.requireNonNull(wantedFacts.get(name)).stream()
                .filter(fact -> !fact.startsWith("arch"));
        assertThat(facts(it.database, name)).containsExactlyElementsOf(found.toList());
      }
      assertThat(facts(it.database, "bare")).contains("claimed sso", "claimed backups");
      assertThat(facts(it.database, "chat")).noneMatch(fact -> fact.startsWith("claimed"));
      assertThat(stamps(it.database)).hasSize(4);
      assertThat(stamps(it.database).values()).doesNotHaveDuplicates();
      assertThat(it.reader.recipe(WIKI).found().orElseThrow().content()).isNotNull();
    }
  }

  @Test
  void the_next_look_of_this_parser_reads_what_is_missing() {
    try (var it = new CatalogueFixture(old)) {
      var before = stamps(it.database);
      assertThat(it.catalogue.known(WIKI).needsReading(SampleRecipes.tag(ONE), 2)).isTrue();
      var head = SampleRecipes.head("wiki", "head");
      var again = sync(WIKI, ONE, "2.0.0+1.3.0");
      it.catalogue.store(
          new RecipeSync(WIKI, head, again.tags(), again.readings(), again.problems(), 2));

      assertThat(row(it.database, "wiki")).isEqualTo(wantedRows.get("wiki"));
      assertThat(facts(it.database, "wiki")).isEqualTo(wantedFacts.get("wiki"));
      assertThat(stamps(it.database).get("wiki")).isGreaterThan(before.get("wiki"));
      assertThat(stamps(it.database).get("chat")).isEqualTo(before.get("chat"));
      assertThat(it.database.integrityCheck()).isEmpty();
    }
  }
}
