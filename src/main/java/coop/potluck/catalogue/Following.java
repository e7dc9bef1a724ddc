package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes over the configured co-ops and sources, within one transaction. */
final class Following {

  private final SourceSql sql;
  private final ChangeLog log;

  Following(Handle handle, Instant now) {
    this.sql = handle.attach(SourceSql.class);
    this.log = new ChangeLog(handle, now);
  }

  void follow(List<CoopRegistration> inPrecedence) {
    var coops = new HashSet<>(sql.listFollowed());
    var sources = new HashSet<>(sql.listFollowedSources());
    var rank = 0;
    for (var registration : inPrecedence) {
      rank++;
      var id = registration.coop().id();
      var changed = sql.put(registration.coop(), rank);
      coops.remove(id);
      var coop = sql.getId(id);
      for (var i = 0; i < registration.sources().size(); i++) {
        var source = registration.sources().get(i);
        changed += sql.put(source, coop, i);
        sources.remove(source.id());
      }
      if (changed > 0) {
        log.coop(Change.Kind.COOP, id);
      }
    }
    sources.stream().sorted().forEach(sql::leaveSource);
    coops.stream().sorted().forEach(this::leave);
    for (var orphan : sql.listOrphans()) {
      sql.withdraw(orphan.id(), log.now());
      log.recipe(Change.Kind.WITHDRAWN, orphan.recipe());
    }
  }

  private void leave(CoopId coop) {
    sql.leave(coop);
    log.coop(Change.Kind.COOP, coop);
  }
}
