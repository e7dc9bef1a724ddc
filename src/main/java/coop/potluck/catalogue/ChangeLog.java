package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Appends to the change log within one transaction. */
final class ChangeLog {

  interface ChangeSql {
    @SqlUpdate(
        """
        INSERT INTO changes (at, kind, coop, recipe, tag, old_object, old_commit, new_object,
          new_commit)
        VALUES (:at, :kind, :coop, :recipe, :tag, :oldObject, :oldCommit, :newObject, :newCommit)
        """)
    void append(
        Instant at,
        String kind,
        @Nullable String coop,
        @Nullable String recipe,
        @Nullable String tag,
        @Nullable String oldObject,
        @Nullable String oldCommit,
        @Nullable String newObject,
        @Nullable String newCommit);
  }

  /** What a ref names. */
  record Target(ObjectName object, ObjectName commit) {}

  private final ChangeSql sql;
  private final Instant now;

  ChangeLog(Handle handle, Instant now) {
    this.sql = handle.attach(ChangeSql.class);
    this.now = now;
  }

  Instant now() {
    return now;
  }

  void coop(Change.Kind kind, @Nullable CoopId coop) {
    var alias = coop == null ? null : coop.value();
    sql.append(now, kind.text(), alias, null, null, null, null, null, null);
  }

  void recipe(Change.Kind kind, RecipeId id) {
    tag(kind, id, null, null, null);
  }

  void tag(
      Change.Kind kind,
      RecipeId id,
      @Nullable String tag,
      @Nullable Target before,
      @Nullable Target after) {
    sql.append(
        now,
        kind.text(),
        id.coop().value(),
        id.name().value(),
        tag,
        before == null ? null : before.object().hex(),
        before == null ? null : before.commit().hex(),
        after == null ? null : after.object().hex(),
        after == null ? null : after.commit().hex());
  }
}
