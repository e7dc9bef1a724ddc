package coop.potluck.federation;

import coop.potluck.recipe.RecipeName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What one log says last of each thing, within one transaction. */
final class Sightings {

  private final SightingSql sql;
  private final long log;

  Sightings(Handle handle, long log) {
    this.sql = handle.attach(SightingSql.class);
    this.log = log;
  }

  Optional<Sighting> find(String coop, RecipeName recipe, @Nullable String tag) {
    return sql.find(log, coop, recipe, tag == null ? "" : tag)
        .map(SightingSql.SightingRow::sighting);
  }

  List<Sighting> list(String coop, RecipeName recipe) {
    return sql.listOfRecipe(log, coop, recipe).stream()
        .map(SightingSql.SightingRow::sighting)
        .toList();
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
    sql.put(SightingSql.SightingRow.of(sighting));
  }
}
