import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The same recipes in SQLite's FTS5, as one would build it: an index over the fields with prefixes and
 * stems, trigrams of the names, facts in a table. Rows are in the order of a static rank, best first.
 */
final class FullText {

  private static final String SCHEMA =
      """
      CREATE TABLE recipe (
        id INTEGER PRIMARY KEY, coop TEXT, name TEXT, title TEXT, description TEXT, category TEXT,
        status INTEGER, updated INTEGER, tag TEXT);
      CREATE TABLE doc (
        id INTEGER PRIMARY KEY, name TEXT, title TEXT, category TEXT, images TEXT, description TEXT,
        services TEXT, overlays TEXT, coop TEXT, env TEXT, readme TEXT);
      CREATE TABLE value (id INTEGER PRIMARY KEY, kind TEXT, value TEXT, UNIQUE (kind, value));
      CREATE TABLE fact (doc INTEGER, value INTEGER, PRIMARY KEY (doc, value)) WITHOUT ROWID;
      CREATE INDEX fact_by_value ON fact (value, doc);
      CREATE VIRTUAL TABLE docs USING fts5 (
        name, title, category, images, description, services, overlays, coop, env, readme,
        content='doc', content_rowid='id', prefix='2 3', tokenize='porter unicode61 remove_diacritics 2');
      CREATE VIRTUAL TABLE names USING fts5 (name, tokenize='trigram');
      """;

  private FullText() {}

  /** Opens the file for one thread. */
  static Connection open(Path file, boolean readOnly) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setCacheSize(-32 * 1024);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(1L << 30));
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    if (!readOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    }
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source.getConnection();
  }

  /** Makes the file anew. */
  static void build(Path file, Invention invention) throws SQLException, IOException {
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + ending));
    }
    try (var connection = open(file, false)) {
      connection.setAutoCommit(false);
      for (String statement : SCHEMA.split(";\n")) {
        execute(connection, statement);
      }
      Map<List<String>, Integer> values = new LinkedHashMap<>();
      List<int[]> order = new ArrayList<>();
      for (int i = 0; i < invention.size(); i++) {
        InventedRecipe recipe = invention.recipe(i);
        order.add(new int[] {i, recipe.status(), recipe.days()});
      }
      order.sort(Comparator.<int[]>comparingInt(it -> -it[1]).thenComparingInt(it -> -it[2]));
      for (int i = 0; i < order.size(); i++) {
        insert(connection, i + 1, invention.recipe(order.get(i)[0]), values);
      }
      for (Map.Entry<List<String>, Integer> value : values.entrySet()) {
        run(connection, "INSERT INTO value VALUES (?, ?, ?)",
            value.getValue(), value.getKey().get(0), value.getKey().get(1));
      }
      execute(connection, "INSERT INTO docs (docs) VALUES ('optimize')");
      execute(connection, "INSERT INTO names (names) VALUES ('optimize')");
      execute(connection, "ANALYZE");
      connection.commit();
    }
  }

  private static void insert(
      Connection connection, int id, InventedRecipe recipe, Map<List<String>, Integer> values) throws SQLException {
    run(connection, "INSERT INTO recipe VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, recipe.coop(), recipe.name(),
        recipe.title(), recipe.description(), recipe.category(), recipe.status(), recipe.days(), recipe.tag());
    Object[] doc = doc(id, recipe, "");
    run(connection, "INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", doc);
    run(connection, "INSERT INTO docs (rowid, name, title, category, images, description, services, overlays, coop,"
        + " env, readme) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", doc);
    run(connection, "INSERT INTO names (rowid, name) VALUES (?, ?)", id, recipe.name().replace("-", ""));
    for (List<String> fact : facts(recipe)) {
      int value = values.computeIfAbsent(fact, it -> values.size() + 1);
      run(connection, "INSERT OR IGNORE INTO fact VALUES (?, ?)", id, value);
    }
  }

  private static Object[] doc(int id, InventedRecipe recipe, String more) {
    List<String> images = recipe.services().stream().map(InventedRecipe.Service::image).toList();
    List<String> services = recipe.services().stream().map(InventedRecipe.Service::name).toList();
    return new Object[] {
      id, recipe.name() + " " + recipe.name().replace("-", ""), recipe.title(), recipe.category(),
      String.join("\n", images), recipe.description(), String.join("\n", services),
      String.join("\n", recipe.overlays()), recipe.coop() + " The " + recipe.coop() + " co-op",
      String.join("\n", recipe.environment()), recipe.readmeText() + more
    };
  }

  private static List<List<String>> facts(InventedRecipe recipe) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("coop", recipe.coop()));
    facts.add(List.of("category", recipe.category().toLowerCase(Locale.ROOT)));
    facts.add(List.of("status", "" + recipe.status()));
    for (String kind : List.of("claimed", "computed")) {
      add(facts, recipe.backedUp(), kind, "backups");
      add(facts, recipe.mails(), kind, "email");
      add(facts, recipe.signOn(), kind, "sso");
      add(facts, recipe.index() % 3 == 0, kind, "healthcheck");
    }
    add(facts, recipe.proxied(), "needs", "traefik");
    add(facts, recipe.backedUp(), "needs", "backup-bot");
    add(facts, recipe.signOn(), "needs", "sso");
    add(facts, recipe.socket(), "privilege", "docker_socket");
    add(facts, recipe.port() > 0, "privilege", "published_port");
    return facts;
  }

  private static void add(List<List<String>> facts, boolean holds, String kind, String value) {
    if (holds) {
      facts.add(List.of(kind, value));
    }
  }

  /** Gives the recipe of a row another README, and its own again; the seconds that one of both takes. */
  static double change(Path file, Invention invention) throws SQLException {
    try (var connection = open(file, false)) {
      int index = invention.size() / 2;
      InventedRecipe recipe = invention.recipe(index);
      int id;
      try (var found = connection.prepareStatement("SELECT id FROM recipe WHERE name = ?")) {
        found.setString(1, recipe.name());
        id = found.executeQuery().getInt(1);
      }
      connection.setAutoCommit(false);
      int rounds = 20;
      long start = System.nanoTime();
      for (int i = 0; i < rounds; i++) {
        String before = i % 2 == 0 ? "" : " Changed";
        String after = i % 2 == 0 ? " Changed" : "";
        run(connection, "INSERT INTO docs (docs, rowid, name, title, category, images, description, services, overlays,"
            + " coop, env, readme) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", doc(id, recipe, before));
        run(connection, "REPLACE INTO doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", doc(id, recipe, after));
        run(connection, "INSERT INTO docs (rowid, name, title, category, images, description, services, overlays, coop,"
            + " env, readme) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", doc(id, recipe, after));
        connection.commit();
      }
      return (System.nanoTime() - start) / 1e9 / rounds;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
