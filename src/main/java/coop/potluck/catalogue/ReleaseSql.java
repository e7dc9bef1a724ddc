package coop.potluck.catalogue;

import coop.potluck.compatibility.Release;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A recipe's versions as releases, and what was parsed at them. No SQL object: to attach one and to
 * map its rows by their constructors' names costs several times what these statements do, and a
 * comparison of two versions waits for seven of them.
 */
final class ReleaseSql {

  /** A version with the note for those who upgrade to it. */
  record ReleaseRow(
      String tag,
      ObjectName object,
      boolean annotated,
      ObjectName commitName,
      ObjectName tree,
      Instant claimed,
      Instant time,
      @Nullable String path,
      @Nullable String text) {
    Release release() {
      var version = Version.parse(tag).orElseThrow(() -> new IllegalStateException(tag));
      return new Release(
          version,
          new Tag(tag, object, annotated, commitName, tree, claimed),
          time,
          path == null || text == null ? null : new ReleaseNote(tag, path, text));
    }
  }

  /** Names a stored content. */
  record ObjectRow(long id, String sha256) {}

  private static final String RELEASE =
      """
      SELECT v.tag, v.object, v.annotated, v.commit_name, v.tree, v.claimed, v.time, n.path, n.text
      FROM versions v JOIN readings g ON g.id = v.reading_id
        LEFT JOIN notes n ON n.recipe_id = v.recipe_id AND n.tag = v.tag AND n.draft = 0
      """;

  private static final String FROM_READING =
      """
      FROM coops c JOIN recipes r ON r.coop_id = c.id JOIN versions v ON v.recipe_id = r.id
        JOIN readings g ON g.id = v.reading_id
      """;

  /** What was read at a tag while it named that object. */
  private static final String AT_TAG =
      """
      WHERE c.alias = :coop AND r.name = :name AND v.tag = :tag AND v.object = :object
      """;

  /** The same, of the version that another one is compared with. */
  private static final String AT_OLD_TAG =
      """
      WHERE c.alias = :coop AND r.name = :name AND v.tag = :old_tag AND v.object = :old_object
      """;

  private static final String DIFFERENCES =
      "SELECT differences FROM comparisons WHERE schema = :schema"
          + " AND new_object = (SELECT g.object_id "
          + FROM_READING
          + AT_TAG
          + ") AND old_object = (SELECT g.object_id "
          + FROM_READING
          + AT_OLD_TAG
          + ")";

  private static final RowMapper<ReleaseRow> RELEASES = (row, context) -> release(row);
  private static final RowMapper<ObjectRow> OBJECTS =
      (row, context) -> new ObjectRow(row.getLong(1), row.getString(2));
  private static final RowMapper<FileEntry> FILES = (row, context) -> file(row);

  private final Handle handle;

  ReleaseSql(Handle handle) {
    this.handle = handle;
  }

  private static ReleaseRow release(ResultSet row) throws SQLException {
    return new ReleaseRow(
        row.getString(1),
        new ObjectName(row.getString(2)),
        row.getBoolean(3),
        new ObjectName(row.getString(4)),
        new ObjectName(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        row.getString(8),
        row.getString(9));
  }

  private static FileEntry file(ResultSet row) throws SQLException {
    return new FileEntry(
        row.getString(1),
        RecipeFile.Kind.valueOf(row.getString(2)),
        row.getLong(3),
        row.getString(4),
        row.getBoolean(5));
  }

  /** Those of a recipe that is served and not blocked, from the lowest to the highest. */
  List<ReleaseRow> list(RecipeId id) {
    return handle
        .createQuery(
            RELEASE
                + """
                WHERE v.served = 1 AND g.state = 'parsed' AND v.recipe_id = (
                  SELECT r.id FROM recipes r JOIN coops c ON c.id = r.coop_id
                  WHERE c.alias = :coop AND r.name = :name AND r.served = 1 AND NOT EXISTS (
                    SELECT 1 FROM blocks b
                    WHERE b.coop = :coop AND b.recipe = :name AND b.tag = ''))
                ORDER BY v.order_key
                """)
        .bind("coop", id.coop().value())
        .bind("name", id.name().value())
        .map(RELEASES)
        .list();
  }

  ReleaseRow get(long version) {
    return handle
        .createQuery(RELEASE + "WHERE v.id = :version")
        .bind("version", version)
        .map(RELEASES)
        .one();
  }

  /** The highest release below a version. */
  Optional<ReleaseRow> findBelow(long recipe, long version) {
    return handle
        .createQuery(
            RELEASE
                + """
                WHERE v.recipe_id = :recipe AND v.served = 1 AND g.state = 'parsed'
                  AND v.order_key < (SELECT order_key FROM versions WHERE id = :version)
                ORDER BY v.order_key DESC LIMIT 1
                """)
        .bind("recipe", recipe)
        .bind("version", version)
        .map(RELEASES)
        .findOne();
  }

  /** What was parsed at a tag while it named that object. */
  Optional<ObjectRow> findObject(RecipeId id, Tag tag) {
    var sql =
        "SELECT o.id, o.sha256 " + FROM_READING + "JOIN objects o ON o.id = g.object_id\n" + AT_TAG;
    return at(sql, id, tag).map(OBJECTS).findOne();
  }

  /** What was read at a tag while it named that object, in order of paths. */
  List<FileEntry> listFiles(RecipeId id, Tag tag) {
    var sql =
        "SELECT f.path, f.kind, f.size, t.sha256, t.bytes IS NOT NULL "
            + FROM_READING
            + "JOIN files f ON f.reading_id = g.id LEFT JOIN contents t ON t.id = f.content_id\n"
            + AT_TAG
            + "ORDER BY f.path";
    return at(sql, id, tag).map(FILES).list();
  }

  /** What was found to differ between two tags when they were indexed. */
  Optional<byte[]> findDifferences(RecipeId id, Tag from, Tag to, int schema) {
    return at(DIFFERENCES, id, to)
        .bind("old_tag", from.name())
        .bind("old_object", from.object().hex())
        .bind("schema", schema)
        .map((row, context) -> row.getBytes(1))
        .findOne();
  }

  private Query at(String sql, RecipeId id, Tag tag) {
    return handle
        .createQuery(sql)
        .bind("coop", id.coop().value())
        .bind("name", id.name().value())
        .bind("tag", tag.name())
        .bind("object", tag.object().hex());
  }

  Optional<ObjectRow> findObject(String sha256) {
    return handle
        .createQuery("SELECT id, sha256 FROM objects WHERE sha256 = :sha256")
        .bind("sha256", sha256)
        .map(OBJECTS)
        .findOne();
  }

  byte[] getBytes(long object) {
    return handle
        .createQuery("SELECT bytes FROM objects WHERE id = :object")
        .bind("object", object)
        .map((row, context) -> row.getBytes(1))
        .one();
  }

  /** How often a tag named something else than it does now. */
  int countMoves(long version) {
    return handle
        .createQuery(
            """
            SELECT count(*)
            FROM moves m JOIN versions v ON v.recipe_id = m.recipe_id AND v.tag = m.tag
            WHERE v.id = :version AND m.old_object <> v.object
            """)
        .bind("version", version)
        .map((row, context) -> row.getInt(1))
        .one();
  }
}
