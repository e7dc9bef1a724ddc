package coop.potluck.catalogue;

import coop.potluck.recipe.ObjectName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of tags, as the writer sees them. */
interface VersionSql {

  /** A tag as it is stored; without a reading where it is no version. */
  record TagRow(
      long id,
      String tag,
      ObjectName object,
      ObjectName commitName,
      @Nullable Long readingId,
      @Nullable String digest,
      @Nullable Integer parserSchema,
      boolean gone) {

    ChangeLog.Target target() {
      return new ChangeLog.Target(object, commitName);
    }
  }

  @SqlQuery(
      """
      SELECT v.id, v.tag, v.object, v.commit_name, v.reading_id, r.digest, r.parser_schema,
        FALSE AS gone
      FROM versions v LEFT JOIN readings r ON r.id = v.reading_id
      WHERE v.recipe_id = :recipe AND v.gone_at IS NULL
      """)
  @RegisterConstructorMapper(TagRow.class)
  List<TagRow> listPresent(long recipe);

  /** Those too whose tag was moved or withdrawn. */
  @SqlQuery(
      """
      SELECT v.id, v.tag, v.object, v.commit_name, v.reading_id, r.digest, r.parser_schema,
        v.gone_at IS NOT NULL AS gone
      FROM versions v LEFT JOIN readings r ON r.id = v.reading_id
      WHERE v.recipe_id = :recipe
      """)
  @RegisterConstructorMapper(TagRow.class)
  List<TagRow> listEverSeen(long recipe);

  @SqlUpdate("UPDATE versions SET gone_at = NULL WHERE id = :id")
  void revive(long id);

  @SqlUpdate("UPDATE versions SET gone_at = :now WHERE id = :id")
  void setGone(long id, Instant now);

  @SqlUpdate(
      """
      INSERT INTO moves (recipe_id, tag, old_object, old_commit, new_object, new_commit, at)
      VALUES (:recipe, :tag, :oldObject, :oldCommit, :newObject, :newCommit, :now)
      """)
  void insertMove(
      long recipe,
      String tag,
      ObjectName oldObject,
      ObjectName oldCommit,
      @Nullable ObjectName newObject,
      @Nullable ObjectName newCommit,
      Instant now);
}
