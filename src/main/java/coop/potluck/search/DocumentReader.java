package coop.potluck.search;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what changed of the recipes, one by one as SQLite finds them. */
final class DocumentReader {

  private static final String STAMP = "SELECT coalesce(max(stamp), -1) FROM search_documents";

  private static final String CHANGED =
      """
      SELECT d.recipe_id, r.served, c.alias, r.name, r.title,
        coalesce(nullif(r.description, ''), r.summary) AS description,
        r.category, r.status, r.computed_status, r.updated, c.name AS coop_name, c.rank,
        d.images, d.services, d.environment, d.overlays, d.readme
      FROM search_documents d JOIN recipes r ON r.id = d.recipe_id JOIN coops c ON c.id = r.coop_id
      WHERE d.stamp > ? ORDER BY d.stamp
      """;

  private static final String FACTS = "SELECT kind, value FROM recipe_facts WHERE recipe_id = ?";

  private final AtomicLong rowsRead = new AtomicLong();

  /** Told of each recipe that changed. */
  interface Changes {

    /** {@code row} is null for one that is not served. */
    void accept(long recipeId, @Nullable Row row);
  }

  /** The greatest stamp at the moment of a transaction; -1 if there is no recipe. */
  long stamp(Handle handle) {
    try (var statement = handle.getConnection().prepareStatement(STAMP);
        var rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the stamp of the documents", e);
    }
  }

  /** Tells of the recipes whose stamp is above one, in the order of stamps. */
  void read(Handle handle, long after, Changes changes) {
    var connection = handle.getConnection();
    try (var changed = connection.prepareStatement(CHANGED);
        var facts = connection.prepareStatement(FACTS)) {
      changed.setLong(1, after);
      var coops = new HashMap<String, CoopId>();
      try (var rows = changed.executeQuery()) {
        while (rows.next()) {
          rowsRead.incrementAndGet();
          var recipeId = rows.getLong("recipe_id");
          changes.accept(
              recipeId, rows.getBoolean("served") ? row(recipeId, rows, facts, coops) : null);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the documents after " + after, e);
    }
  }

  /** How many recipes were told of so far. */
  long rowsRead() {
    return rowsRead.get();
  }

  private static Row row(
      long recipeId, ResultSet rows, PreparedStatement facts, Map<String, CoopId> coops)
      throws SQLException {
    var coop = coops.computeIfAbsent(rows.getString("alias"), CoopId::new);
    var status = rows.getInt("status");
    var hasStatus = !rows.wasNull();
    var computedStatus = rows.getInt("computed_status");
    var isAssessed = !rows.wasNull();
    var rank = rows.getInt("rank");
    var isFollowed = !rows.wasNull();
    return new Row(
        recipeId,
        new RecipeId(coop, new RecipeName(rows.getString("name"))),
        rows.getString("title"),
        rows.getString("description"),
        rows.getString("category"),
        hasStatus ? status : null,
        isAssessed ? computedStatus : null,
        rows.getLong("updated"),
        rows.getString("coop_name"),
        isFollowed ? rank : Integer.MAX_VALUE,
        rows.getString("images"),
        rows.getString("services"),
        rows.getString("environment"),
        rows.getString("overlays"),
        rows.getString("readme"),
        facts(recipeId, facts));
  }

  private static List<Row.Fact> facts(long recipeId, PreparedStatement statement)
      throws SQLException {
    statement.setLong(1, recipeId);
    var facts = new ArrayList<Row.Fact>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        facts.add(new Row.Fact(rows.getString(1), rows.getString(2)));
      }
    }
    return facts;
  }
}
