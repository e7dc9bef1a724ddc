package coop.potluck.search;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is read of recipes once it is known which. */
final class RecipeRows {

  private static final String ROWS =
      """
      SELECT r.id, c.alias, c.name AS coop_name, r.name, r.title,
        coalesce(nullif(r.description, ''), r.summary) AS description,
        r.category, r.icon, r.website, r.status, r.features, r.versions, r.updated, r.archived,
        v.tag AS latest_tag, v.time AS latest_time, r.computed_status
      FROM json_each(:ids) wanted JOIN recipes r ON r.id = wanted.value
        JOIN coops c ON c.id = r.coop_id LEFT JOIN versions v ON v.id = r.latest_id
      """;

  private static final String TEXTS =
      """
      SELECT recipe_id, images, services, overlays, environment, readme
      FROM json_each(:ids) wanted JOIN search_documents d ON d.recipe_id = wanted.value
      """;

  private static final String USING =
      """
      SELECT recipe_id FROM recipe_facts f WHERE kind = 'image' AND value = :image
        AND EXISTS (SELECT 1 FROM recipes r JOIN services s ON s.reading_id = r.facts_id
          WHERE r.id = f.recipe_id AND s.short_name = :image
            AND (:registry IS NULL OR s.registry = :registry)
            AND (:tag IS NULL OR s.image_tag = :tag))
      """;

  private final Handle handle;

  RecipeRows(Handle handle) {
    this.handle = handle;
  }

  /** A recipe in a list, with what else of it is searched. */
  record Found(SearchResult.Row row, String coopName) {}

  /** The texts of a recipe that no list shows. */
  record Texts(
      String images, String services, String overlays, String environment, String readme) {}

  /** The recipes with these numbers. */
  Map<Long, Found> list(Collection<Long> ids) {
    return byNumber(ROWS, ids, RecipeRows::found);
  }

  /** The texts of the recipes with these numbers. */
  Map<Long, Texts> texts(Collection<Long> ids) {
    return byNumber(
        TEXTS,
        ids,
        row ->
            new Texts(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6)));
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> Map<Long, T> byNumber(String sql, Collection<Long> ids, Reading<T> reading) {
    var found = new HashMap<Long, T>();
    if (!ids.isEmpty()) {
      var list = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
      handle
          .createQuery(sql)
          .bind("ids", list)
          .map((row, context) -> found.put(row.getLong(1), reading.of(row)))
          .forEach(row -> {});
    }
    return found;
  }

  /** The recipes whose latest version uses an image; none if the name is none. */
  Set<Long> using(String name) {
    var image = ImageReference.parse(name).orElse(null);
    if (image == null) {
      return Set.of();
    }
    var registry = name.startsWith(image.registry() + "/") ? image.registry() : null;
    return handle
        .createQuery(USING)
        .bind("image", image.shortName())
        .bind("registry", registry)
        .bind("tag", image.tag())
        .mapTo(Long.class)
        .collect(Collectors.toSet());
  }

  /** By the numbers of columns, since to look their names up takes longer than all else. */
  private static Found found(ResultSet row) throws SQLException {
    var status = row.getInt(10);
    var hasStatus = !row.wasNull();
    var computedStatus = row.getInt(17);
    var isAssessed = !row.wasNull();
    var latest = row.getString(15);
    return new Found(
        new SearchResult.Row(
            new RecipeId(new CoopId(row.getString(2)), new RecipeName(row.getString(4))),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            hasStatus ? status : null,
            isAssessed ? computedStatus : null,
            features(row.getString(11)),
            latest,
            latest == null ? null : Instant.ofEpochMilli(row.getLong(16)),
            row.getInt(12),
            Instant.ofEpochMilli(row.getLong(13)),
            row.getBoolean(14)),
        row.getString(3));
  }

  private static List<String> features(@Nullable String column) {
    return column == null || column.isEmpty()
        ? List.of()
        : Arrays.asList(column.substring(1, column.length() - 1).split(","));
  }
}
