package coop.potluck.catalogue;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
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
      @Nullable Integer parserSchema) {

    ChangeLog.Target target() {
      return new ChangeLog.Target(object, commitName);
    }
  }

  @SqlQuery(
      """
      SELECT v.id, v.tag, v.object, v.commit_name, v.reading_id, r.digest, r.parser_schema
      FROM versions v LEFT JOIN readings r ON r.id = v.reading_id
      WHERE v.recipe_id = :recipe AND v.gone_at IS NULL
      """)
  @RegisterConstructorMapper(TagRow.class)
  List<TagRow> listPresent(long recipe);

  @SqlQuery(
      """
      SELECT v.id, v.tag, v.object, v.commit_name, v.reading_id, r.digest, r.parser_schema
      FROM versions v LEFT JOIN readings r ON r.id = v.reading_id
      WHERE v.recipe_id = :recipe AND v.tag = :tag AND v.object = :object
      """)
  @RegisterConstructorMapper(TagRow.class)
  Optional<TagRow> findEverSeen(long recipe, String tag, ObjectName object);

  @SqlUpdate(
      """
      INSERT INTO versions (recipe_id, tag, object, annotated, commit_name, tree, claimed,
        first_seen, order_key, release, reading_id, blocked)
      VALUES (:recipe, :tag.name, :tag.object, :tag.annotated, :tag.commit, :tag.tree, :tag.date,
        :now, :orderKey, :release, :reading,
        (SELECT b.reason FROM blocks b, recipes r JOIN coops c ON c.id = r.coop_id
         WHERE r.id = :recipe AND b.coop = c.alias AND b.recipe = r.name AND b.tag = :tag.name))
      """)
  void insert(
      long recipe,
      @BindMethods("tag") Tag tag,
      Instant now,
      byte @Nullable [] orderKey,
      boolean release,
      @Nullable Long reading);

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
