package coop.potluck.federation;

import coop.potluck.database.Rows;
import coop.potluck.recipe.RecipeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What one log says last of each thing, within one transaction. */
final class Sightings {

  private final Handle handle;
  private final SightingSql sql;
  private final long log;

  /** Those that {@link #finish} writes, by what they are about. */
  private final Map<List<String>, Sighting> fresh = new LinkedHashMap<>();

  Sightings(Handle handle, long log) {
    this.handle = handle;
    this.sql = handle.attach(SightingSql.class);
    this.log = log;
  }

  Optional<Sighting> find(String coop, RecipeName recipe, @Nullable String tag) {
    var known = fresh.get(key(coop, recipe, tag));
    return known != null
        ? Optional.of(known)
        : sql.find(log, coop, recipe, tag == null ? "" : tag)
            .map(SightingSql.SightingRow::sighting);
  }

  private static List<String> key(String coop, RecipeName recipe, @Nullable String tag) {
    return List.of(coop, recipe.value(), tag == null ? "" : tag);
  }

  List<Sighting> list(String coop, RecipeName recipe) {
    finish();
    return sql.listOfRecipe(log, coop, recipe).stream()
        .map(SightingSql.SightingRow::sighting)
        .toList();
  }

  /** Writes what was recorded. */
  void finish() {
    var rows = new Rows(SightingSql.PUT);
    for (var it : fresh.values()) {
      rows.add(
          it.log(),
          it.coop(),
          it.recipe().value(),
          it.tag() == null ? "" : it.tag(),
          it.position(),
          it.leaf().hex(),
          it.state().name().toLowerCase(Locale.ROOT),
          it.object() == null ? null : it.object().hex(),
          it.commit() == null ? null : it.commit().hex(),
          it.manifest() == null ? null : it.manifest().hex(),
          it.parsed() == null ? null : it.parsed().hex());
    }
    rows.write(handle);
    fresh.clear();
  }

  void record(Statement statement, long position, Hash leaf) {
    if (statement instanceof VersionStatement it) {
      put(
          new Sighting(
              log,
              it.coop(),
              it.recipe(),
              it.tag().name(),
              position,
              leaf,
              Sighting.State.PRESENT,
              it.tag().object(),
              it.tag().commit(),
              it.manifest().sha256(),
              it.parsed() == null ? null : it.parsed().object().sha256()));
    } else if (statement instanceof RecipeStatement it) {
      put(
          new Sighting(
              log,
              it.coop(),
              it.recipe(),
              null,
              position,
              leaf,
              Sighting.State.PRESENT,
              it.head().commit(),
              it.head().commit(),
              it.manifest().sha256(),
              it.parsed() == null ? null : it.parsed().object().sha256()));
    } else if (statement instanceof MovedStatement it) {
      put(
          new Sighting(
              log,
              it.coop(),
              it.recipe(),
              it.tag(),
              position,
              leaf,
              Sighting.State.MOVED,
              it.after().object(),
              it.after().commit(),
              null,
              null));
    } else if (statement instanceof WithdrawnStatement it) {
      withdraw(it, position, leaf);
    }
  }

  private void withdraw(WithdrawnStatement it, long position, Hash leaf) {
    if (it.tag() == null) {
      finish();
      sql.withdraw(log, it.coop(), it.recipe(), position, leaf.hex());
      return;
    }
    find(it.coop(), it.recipe(), it.tag())
        .ifPresent(
            known ->
                put(
                    new Sighting(
                        log,
                        it.coop(),
                        it.recipe(),
                        it.tag(),
                        position,
                        leaf,
                        Sighting.State.WITHDRAWN,
                        known.object(),
                        known.commit(),
                        known.manifest(),
                        known.parsed())));
  }

  private void put(Sighting sighting) {
    fresh.put(key(sighting.coop(), sighting.recipe(), sighting.tag()), sighting);
  }
}
