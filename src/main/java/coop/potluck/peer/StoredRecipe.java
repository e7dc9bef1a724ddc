package coop.potluck.peer;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.RecipeSync.HeadSync;
import coop.potluck.catalogue.RecipeSync.VersionSync;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.Sighting;
import coop.potluck.federation.VersionStatement;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One recipe of one speaker on its way into the catalogue. */
final class StoredRecipe {

  /** Readings that are held at a time. */
  private static final int READINGS = 32;

  private final Catalogue catalogue;
  private final LogStore logs;
  private final StatedRecipe stated;
  private final Quarantine quarantine;
  private final RecipeId id;
  private final TheirCoop coop;
  private final TheirCoop.Speaker speaker;
  private final List<Tag> tags = new ArrayList<>();

  StoredRecipe(
      Catalogue catalogue,
      LogStore logs,
      StatedRecipe stated,
      Quarantine quarantine,
      TheirCoop coop,
      RecipeName name,
      TheirCoop.Speaker speaker) {
    this.catalogue = catalogue;
    this.logs = logs;
    this.stated = stated;
    this.quarantine = quarantine;
    this.id = new RecipeId(coop.alias(), name);
    this.coop = coop;
    this.speaker = speaker;
  }

  /**
   * Stores what is stated of it.
   *
   * @param sightings those that are live
   * @param changed the tags that were stated anew, or {@link UnprojectedSql#ALL}
   */
  void run(List<Sighting> sightings, Set<String> changed) {
    var known = catalogue.known(id);
    var toRead = new ArrayList<Sighting>();
    HeadSync head = null;
    for (var sighting : sightings) {
      var tag = sighting.tag();
      if (tag == null) {
        head = sighting.state() == Sighting.State.PRESENT ? head(sighting) : null;
      } else if (sighting.state() == Sighting.State.MOVED) {
        addMoved(tag, sighting);
      } else {
        var version = StatedRecipe.statement(logs, sighting, VersionStatement.class);
        if (version != null) {
          tags.add(version.tag());
          if (Version.parse(tag).isPresent()
              && (changed.contains(tag)
                  || changed.contains(UnprojectedSql.ALL)
                  || known.needsReading(version.tag(), RecipeParser.SCHEMA))) {
            toRead.add(sighting);
          }
        }
      }
    }
    var from = 0;
    for (; from + READINGS < toRead.size(); from += READINGS) {
      store(null, toRead.subList(from, from + READINGS));
    }
    store(head, toRead.subList(from, toRead.size()));
  }

  /** A tag that names what nobody has stated yet is left as it is known. */
  private void addMoved(String tag, Sighting sighting) {
    var object = sighting.object();
    var commit = sighting.commit();
    if (object != null && commit != null && Version.parse(tag).isPresent()) {
      tags.add(new Tag(tag, object, !object.equals(commit), commit, commit, Instant.EPOCH));
    }
  }

  private @Nullable HeadSync head(Sighting sighting) {
    var recipe = StatedRecipe.statement(logs, sighting, RecipeStatement.class);
    if (recipe == null) {
      return null;
    }
    try {
      return stated.head(speaker.peer().origin(), recipe).orElse(null);
    } catch (StatedRecipe.UnusableException e) {
      putAside(sighting, e);
      return null;
    }
  }

  private void store(@Nullable HeadSync head, List<Sighting> toRead) {
    var readings = new HashMap<String, VersionSync>();
    for (var sighting : toRead) {
      var version =
          Objects.requireNonNull(StatedRecipe.statement(logs, sighting, VersionStatement.class));
      try {
        stated
            .version(speaker.peer().origin(), version)
            .ifPresent(it -> readings.put(version.tag().name(), it));
      } catch (StatedRecipe.UnusableException e) {
        putAside(sighting, e);
      }
    }
    catalogue.store(new RecipeSync(id, head, tags, readings, List.of(), RecipeParser.SCHEMA));
  }

  private void putAside(Sighting sighting, StatedRecipe.UnusableException e) {
    quarantine.put(
        List.of(
            new Quarantined(
                speaker.peer().origin(),
                sighting.position(),
                e.object().hex(),
                "unusable_object",
                String.valueOf(e.getMessage()),
                coop.domain(),
                id.name().value(),
                sighting.tag(),
                quarantine.now(),
                1,
                null)));
  }
}
