package coop.potluck.search;

import coop.potluck.database.Database;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds recipes that are served: by text, filtered, sorted, a page at a time. */
public final class RecipeSearch {

  private static final String ROWS =
      """
      SELECT r.id, c.alias, c.rank, r.name, r.title,
        coalesce(nullif(r.description, ''), r.summary) AS description,
        r.category, r.icon, r.website, r.status, r.features, r.versions, r.updated, r.archived,
        r.by_update, r.by_status, v.tag AS latest_tag, v.time AS latest_time
      FROM recipes r JOIN coops c ON c.id = r.coop_id LEFT JOIN versions v ON v.id = r.latest_id
      WHERE\s""";

  private static final String COUNT =
      "SELECT count(*) FROM recipes r JOIN coops c ON c.id = r.coop_id WHERE ";

  /** What is alike in an order goes by name and precedence; the number makes the order total. */
  private static final String NAME = "r.name COLLATE NOCASE, c.rank, r.id";

  /** How many suggestions there are at most. */
  public static final int SUGGESTIONS = 8;

  private final Database database;

  public RecipeSearch(Database database) {
    this.database = database;
  }

  public SearchResult find(RecipeQuery query) {
    var after =
        query.cursor() == null ? null : Cursor.parse(query.cursor(), query.sort()).orElse(null);
    if (query.cursor() != null && after == null) {
      return new SearchResult.MalformedCursor();
    }
    var filters = Filters.of(query);
    return database.read(handle -> page(handle, query, filters, after));
  }

  /**
   * What a person who types {@code text} may mean, the likeliest first: at most {@link
   * #SUGGESTIONS}.
   */
  public List<Suggestion> suggest(String text) {
    return List.of();
  }

  /** A recipe with its place in the order. */
  private record Placed(SearchResult.Row row, Cursor cursor) {}

  private static SearchResult.Found page(
      Handle handle, RecipeQuery query, Filters filters, @Nullable Cursor after) {
    var select =
        handle.createQuery(sql(query.sort(), filters, after != null)).bindMap(filters.values());
    if (after != null) {
      select
          .bind("afterRank", after.rank())
          .bind("afterName", after.name())
          .bind("afterPrecedence", after.precedence())
          .bind("afterId", after.id());
    }
    // One more than asked for tells whether there is a next page.
    var placed =
        select
            .bind("limit", query.limit() + 1)
            .map((row, context) -> placed(row, query.sort()))
            .list();
    var items = new ArrayList<>(placed.subList(0, Math.min(placed.size(), query.limit())));
    var next = placed.size() > query.limit() ? items.get(items.size() - 1).cursor().text() : null;
    var isAll = after == null && next == null;
    return new SearchResult.Found(
        items.stream().map(it -> new SearchResult.Hit(it.row(), null)).toList(),
        isAll ? items.size() : count(handle, filters),
        next,
        SearchResult.Matching.ALL,
        null,
        List.of(),
        Map.of());
  }

  private static long count(Handle handle, Filters filters) {
    return handle
        .createQuery(COUNT + filters.where())
        .bindMap(filters.values())
        .mapTo(Long.class)
        .one();
  }

  /** The text of the query that a test explains. */
  static String sql(RecipeQuery.Sort sort, Filters filters, boolean after) {
    var first =
        switch (sort) {
          case NAME, RELEVANCE -> null;
          case UPDATED -> "r.by_update";
          case STATUS -> "r.by_status";
        };
    var order = first == null ? NAME : first + ", " + NAME;
    var place =
        first == null
            ? "(:afterName, :afterPrecedence, :afterId) AND :afterRank = 0"
            : "(:afterRank, :afterName, :afterPrecedence, :afterId)";
    return ROWS
        + filters.where()
        + (after ? " AND (" + order + ") > " + place : "")
        + " ORDER BY "
        + order
        + " LIMIT :limit";
  }

  private static Placed placed(ResultSet row, RecipeQuery.Sort sort) throws SQLException {
    var rank =
        switch (sort) {
          case NAME, RELEVANCE -> 0;
          case UPDATED -> row.getLong("by_update");
          case STATUS -> row.getLong("by_status");
        };
    var name = row.getString("name");
    var status = row.getInt("status");
    var hasStatus = !row.wasNull();
    var latest = row.getString("latest_tag");
    return new Placed(
        new SearchResult.Row(
            new RecipeId(new CoopId(row.getString("alias")), new RecipeName(name)),
            row.getString("title"),
            row.getString("description"),
            row.getString("category"),
            row.getString("icon"),
            row.getString("website"),
            hasStatus ? status : null,
            features(row.getString("features")),
            latest,
            latest == null ? null : Instant.ofEpochMilli(row.getLong("latest_time")),
            row.getInt("versions"),
            Instant.ofEpochMilli(row.getLong("updated")),
            row.getBoolean("archived")),
        new Cursor(sort, rank, name, row.getInt("rank"), row.getLong("id")));
  }

  private static List<String> features(String column) {
    return column.isEmpty()
        ? List.of()
        : Arrays.asList(column.substring(1, column.length() - 1).split(","));
  }
}
