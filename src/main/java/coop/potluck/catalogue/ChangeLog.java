package coop.potluck.catalogue;

import coop.potluck.database.Rows;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Appends to the change log within one transaction. */
final class ChangeLog {

  /** What a ref names. */
  record Target(ObjectName object, ObjectName commit) {}

  private final Handle handle;
  private final Instant now;
  private final boolean gathers;
  private final Rows rows =
      new Rows(
          """
          INSERT INTO changes (at, kind, coop, recipe, tag, old_object, old_commit, new_object,
            new_commit)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """);

  ChangeLog(Handle handle, Instant now) {
    this(handle, now, false);
  }

  private ChangeLog(Handle handle, Instant now, boolean gathers) {
    this.handle = handle;
    this.now = now;
    this.gathers = gathers;
  }

  /** A log that keeps what it is told until {@link #finish}. */
  static ChangeLog gathering(Handle handle, Instant now) {
    return new ChangeLog(handle, now, true);
  }

  void finish() {
    rows.write(handle);
  }

  private void append(@Nullable Object... values) {
    rows.add(values);
    if (!gathers) {
      finish();
    }
  }

  Instant now() {
    return now;
  }

  void coop(Change.Kind kind, @Nullable CoopId coop) {
    var alias = coop == null ? null : coop.value();
    append(now.toEpochMilli(), kind.text(), alias, null, null, null, null, null, null);
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
    append(
        now.toEpochMilli(),
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
