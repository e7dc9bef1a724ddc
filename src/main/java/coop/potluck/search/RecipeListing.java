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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The list of recipes that are served: filtered, sorted, a page at a time. */
public final class RecipeListing {

  /** What came of a query. */
  public sealed interface Result {}

  /**
   * A page.
   *
   * @param total recipes that the filters leave, on all pages
   * @param next the cursor of the next page; null if this is the last
   */
  public record Found(List<Row> items, long total, @Nullable String next) implements Result {
    public Found {
      items = List.copyOf(items);
    }
  }

  /** The cursor is none of ours, or belongs to another order. */
  public record MalformedCursor() implements Result {}

  /**
   * A recipe in the list.
   *
   * @param title the README's heading
   * @param description of the forge, or the README's first paragraph where it has none
   * @param status 0 to 5, as claimed
   * @param features those it claims or was found to have, in order of names
   * @param latestTag null if no version was parsed
   * @param latestTime when that was made
   * @param updated when its newest version was made, or its head where it has none
   */
  public record Row(
      RecipeId id,
      @Nullable String title,
      @Nullable String description,
      @Nullable String category,
      @Nullable String icon,
      @Nullable String website,
      @Nullable Integer status,
      List<String> features,
      @Nullable String latestTag,
      @Nullable Instant latestTime,
      int versions,
      Instant updated,
      boolean archived) {
    public Row {
      features = List.copyOf(features);
    }
  }

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

  private final Database database;

  public RecipeListing(Database database) {
    this.database = database;
  }

  public Result find(RecipeQuery query) {
    var after =
        query.cursor() == null ? null : Cursor.parse(query.cursor(), query.sort()).orElse(null);
    if (query.cursor() != null && after == null) {
      return new MalformedCursor();
    }
    var filters = Filters.of(query);
    return database.read(handle -> page(handle, query, filters, after));
  }

  /** A recipe with its place in the order. */
  private record Placed(Row row, Cursor cursor) {}

  private static Found page(
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
    return new Found(
        items.stream().map(Placed::row).toList(),
        isAll ? items.size() : count(handle, filters),
        next);
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
          case NAME -> null;
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
          case NAME -> 0;
          case UPDATED -> row.getLong("by_update");
          case STATUS -> row.getLong("by_status");
        };
    var name = row.getString("name");
    var status = row.getInt("status");
    var hasStatus = !row.wasNull();
    var latest = row.getString("latest_tag");
    return new Placed(
        new Row(
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
