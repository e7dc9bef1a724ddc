package coop.potluck.catalogue;

import coop.potluck.compatibility.Release;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SingleValue;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** A recipe's versions as releases, and what was parsed at them. */
interface ReleaseSql {

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

  String RELEASE =
      """
      SELECT v.tag, v.object, v.annotated, v.commit_name, v.tree, v.claimed, v.time, n.path, n.text
      FROM versions v JOIN readings g ON g.id = v.reading_id
        LEFT JOIN notes n ON n.recipe_id = v.recipe_id AND n.tag = v.tag AND n.draft = 0
      """;

  @SqlQuery(
      RELEASE
          + """
          WHERE v.recipe_id = :recipe AND v.served = 1 AND g.state = 'parsed' ORDER BY v.order_key
          """)
  @RegisterConstructorMapper(ReleaseRow.class)
  List<ReleaseRow> list(long recipe);

  @SqlQuery(RELEASE + "WHERE v.id = :version")
  @RegisterConstructorMapper(ReleaseRow.class)
  ReleaseRow get(long version);

  /** The highest release below a version. */
  @SqlQuery(
      RELEASE
          + """
          WHERE v.recipe_id = :recipe AND v.served = 1 AND g.state = 'parsed'
            AND v.order_key < (SELECT order_key FROM versions WHERE id = :version)
          ORDER BY v.order_key DESC LIMIT 1
          """)
  @RegisterConstructorMapper(ReleaseRow.class)
  Optional<ReleaseRow> findBelow(long recipe, long version);

  /** What was parsed at a tag while it named that object. */
  @SqlQuery(
      """
      SELECT o.id, o.sha256
      FROM coops c JOIN recipes r ON r.coop_id = c.id JOIN versions v ON v.recipe_id = r.id
        JOIN readings g ON g.id = v.reading_id JOIN objects o ON o.id = g.object_id
      WHERE c.alias = :coop AND r.name = :name AND v.tag = :tag AND v.object = :object
      """)
  @RegisterConstructorMapper(ObjectRow.class)
  Optional<ObjectRow> findObject(String coop, String name, String tag, ObjectName object);

  /** What was read at a tag while it named that object. */
  @SqlQuery(
      """
      SELECT f.path, f.kind, f.size, t.sha256, t.bytes IS NOT NULL AS text, NULL AS bytes
      FROM coops c JOIN recipes r ON r.coop_id = c.id JOIN versions v ON v.recipe_id = r.id
        JOIN files f ON f.reading_id = v.reading_id LEFT JOIN contents t ON t.id = f.content_id
      WHERE c.alias = :coop AND r.name = :name AND v.tag = :tag AND v.object = :object
      ORDER BY f.path
      """)
  @RegisterConstructorMapper(RecipeSql.FileRow.class)
  List<RecipeSql.FileRow> listFiles(String coop, String name, String tag, ObjectName object);

  @SqlQuery("SELECT id, sha256 FROM objects WHERE sha256 = :sha256")
  @RegisterConstructorMapper(ObjectRow.class)
  Optional<ObjectRow> findObject(String sha256);

  @SqlQuery("SELECT bytes FROM objects WHERE id = :object")
  @SingleValue
  byte[] getBytes(long object);

  @SqlQuery(
      """
      SELECT differences FROM comparisons
      WHERE old_object = :from AND new_object = :to AND schema = :schema
      """)
  Optional<byte[]> findDifferences(long from, long to, int schema);

  /** How often a tag named something else than it does now. */
  @SqlQuery(
      """
      SELECT count(*) FROM moves m JOIN versions v ON v.recipe_id = m.recipe_id AND v.tag = m.tag
      WHERE v.id = :version AND m.old_object <> v.object
      """)
  int countMoves(long version);
}
