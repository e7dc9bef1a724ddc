package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sets and lifts the block of one recipe or version, within one transaction. */
final class Blocking {

  private final Handle handle;
  private final OperatorSql sql;
  private final ChangeLog log;
  private final RecipeId id;
  private final @Nullable String tag;

  Blocking(Handle handle, RecipeId id, @Nullable String tag, Instant now) {
    this.handle = handle;
    this.sql = handle.attach(OperatorSql.class);
    this.log = new ChangeLog(handle, now);
    this.id = id;
    this.tag = tag;
  }

  void block(String reason) {
    if (find().equals(Optional.of(reason))) {
      return;
    }
    sql.block(id.coop().value(), id.name().value(), key(), reason, log.now());
    mark(reason);
    log.tag(Change.Kind.BLOCKED, id, tag, null, null);
  }

  boolean unblock() {
    if (sql.unblock(id.coop().value(), id.name().value(), key()) == 0) {
      return false;
    }
    mark(null);
    log.tag(Change.Kind.UNBLOCKED, id, tag, null, null);
    return true;
  }

  private Optional<String> find() {
    return sql.findBlock(id.coop().value(), id.name().value(), key());
  }

  private String key() {
    return tag == null ? "" : tag;
  }

  private void mark(@Nullable String reason) {
    var recipe = sql.findOutcome(id.coop().value(), id.name().value());
    if (recipe.isEmpty()) {
      return;
    }
    var row = recipe.get().id();
    if (tag == null) {
      sql.markRecipe(row, reason);
    } else {
      sql.markVersions(row, tag, reason);
      RecipeSummary.refresh(handle, row);
    }
  }
}
