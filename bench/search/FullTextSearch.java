import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Searches by FTS5, for one thread: a page, the total, and the counts of all facets. */
final class FullTextSearch implements AutoCloseable {

  /** How much of what matches is looked at. */
  enum Reach {
    /** All is ranked by bm25 and counted. */
    ALL("FTS5, bm25 over all that match"),
    /** The first 1,000 by static rank are ranked by bm25 and counted. */
    FIRST("FTS5, bm25 over the first 1,000"),
    /** The first 1,000, names first; the order is the static rank, without bm25. */
    FIRST_WITHOUT_BM25("FTS5, the first 1,000 without bm25");

    private final String title;

    Reach(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private static final int CAP = 1_000;
  private static final String SCORE = "bm25(docs, 10, 5, 3, 3, 4, 2, 2, 1, 1, 0.5)";

  /** One pass over the text: what matches is kept while its page, number and facts are made of it. */
  private static final String ANSWER =
      """
      WITH m AS MATERIALIZED (%s)
      SELECT * FROM (SELECT 0 AS kind, doc, score FROM m ORDER BY score, doc LIMIT %d)
      UNION ALL SELECT 1, count(*), 0 FROM m
      UNION ALL SELECT 2, f.value, count(*) FROM m CROSS JOIN fact f ON f.doc = m.doc GROUP BY f.value
      """;

  private static final String COUNTS =
      """
      WITH m AS MATERIALIZED (%s)
      SELECT 2, f.value, count(*) FROM m CROSS JOIN fact f ON f.doc = m.doc
      WHERE f.value IN (SELECT id FROM value WHERE kind = '%s') GROUP BY f.value
      """;

  private final Connection connection;
  private final Reach reach;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  FullTextSearch(Path file, Reach reach) throws SQLException {
    this.connection = FullText.open(file, true);
    this.reach = reach;
  }

  /** How many recipes match; those of the page are read, and the facets counted. */
  long find(Asked asked) throws SQLException {
    var query = FullTextQuery.of(asked);
    long total = answer(query);
    if (total == 0 && !query.words().isEmpty()) {
      String mistyped = query.words().get(query.words().size() - 1);
      String name = likeliest(mistyped);
      if (!name.isEmpty()) {
        return answer(FullTextQuery.of(asked.text().replace(mistyped, name), asked.filters()));
      }
    }
    return total;
  }

  private long answer(FullTextQuery query) throws SQLException {
    List<Long> page = new ArrayList<>();
    Map<Long, Long> counts = new HashMap<>();
    long total = 0;
    List<Object> values = new ArrayList<>();
    String matching = matching(query, "", values);
    try (ResultSet rows = run(String.format(ANSWER, matching, Asked.PAGE), values)) {
      while (rows.next()) {
        switch (rows.getInt(1)) {
          case 0 -> page.add(rows.getLong(2));
          case 1 -> total = rows.getLong(2);
          default -> counts.put(rows.getLong(2), rows.getLong(3));
        }
      }
    }
    for (String kind : query.byParameter()) {
      values.clear();
      String without = matching(query, kind, values);
      try (ResultSet rows = run(String.format(COUNTS, without, kind.equals("feature") ? "computed" : kind), values)) {
        while (rows.next()) {
          counts.put(rows.getLong(2), rows.getLong(3));
        }
      }
    }
    for (long id : page) {
      try (ResultSet row = run("SELECT * FROM recipe WHERE id = ?", List.of(id))) {
        row.getString("name");
        row.getString("description");
      }
    }
    return total;
  }

  /**
   * The statement that gives what matches with its score.
   *
   * @param except a kind whose facts need not hold
   */
  private String matching(FullTextQuery query, String except, List<Object> values) {
    var where = new StringBuilder();
    boolean text = !query.match().isEmpty();
    String id = text ? "docs.rowid" : "recipe.id";
    List<Object> filters = new ArrayList<>();
    for (String[] fact : query.facts()) {
      if (!fact[0].equals(except.equals("feature") ? "computed" : except)) {
        where.append(" AND EXISTS (SELECT 1 FROM fact WHERE doc = ").append(id)
            .append(" AND value = (SELECT id FROM value WHERE kind = ? AND value = ?))");
        filters.addAll(List.of(fact[0], fact[1]));
      }
    }
    if (query.leastStatus() > 0 || query.since() > 0) {
      where.append(" AND EXISTS (SELECT 1 FROM recipe r WHERE r.id = ").append(id)
          .append(" AND r.status >= ? AND r.updated >= ?)");
      filters.addAll(List.of(query.leastStatus(), query.since()));
    }
    if (!text) {
      values.addAll(filters);
      return "SELECT id AS doc, 0 AS score FROM recipe WHERE 1" + where + (reach == Reach.ALL ? "" : " LIMIT " + CAP);
    }
    String limit = reach == Reach.ALL ? "" : " LIMIT " + CAP;
    if (reach != Reach.FIRST_WITHOUT_BM25 || query.words().isEmpty()) {
      values.add(query.match());
      values.addAll(filters);
      String score = reach == Reach.FIRST_WITHOUT_BM25 ? "0" : SCORE;
      return "SELECT rowid AS doc, " + score + " AS score FROM docs WHERE docs MATCH ?" + where + limit;
    }
    values.add("({name} : (" + query.nameMatch() + ")) AND (" + query.match() + ")");
    values.addAll(filters);
    values.add(query.match());
    values.addAll(filters);
    String part = "SELECT * FROM (SELECT rowid AS doc, %d AS score FROM docs WHERE docs MATCH ?" + where + limit + ")";
    return "SELECT doc, min(score) AS score FROM (" + String.format(part, 0) + " UNION ALL "
        + String.format(part, 1) + ") GROUP BY doc";
  }

  /** The name nearest to a mistyped one, among those that share most trigrams; empty if none is near. */
  private String likeliest(String mistyped) throws SQLException {
    Set<String> trigrams = new LinkedHashSet<>();
    for (int i = 0; i + 3 <= mistyped.length(); i++) {
      trigrams.add('"' + mistyped.substring(i, i + 3) + '"');
    }
    String best = "";
    int bestDistance = 3;
    if (!trigrams.isEmpty()) {
      String sql = "SELECT recipe.name FROM names JOIN recipe ON recipe.id = names.rowid WHERE names MATCH ?"
          + " ORDER BY names.rank LIMIT 50";
      try (ResultSet rows = run(sql, List.of(String.join(" OR ", trigrams)))) {
        while (rows.next()) {
          for (String part : rows.getString(1).split("-")) {
            int distance = distance(part, mistyped);
            if (distance < bestDistance) {
              bestDistance = distance;
              best = part;
            }
          }
        }
      }
    }
    return best;
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  private ResultSet run(String sql, List<?> values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement.executeQuery();
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
