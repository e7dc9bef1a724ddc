package coop.potluck.peer;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.Listing;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.RecipeSync.HeadSync;
import coop.potluck.catalogue.RecipeSync.VersionSync;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.Sighting;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.VersionStatement;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what speaking logs state of one co-op into the catalogue, as a mirror's looks do. */
final class ProjectedCoop {

  /** Of one recipe; of more, those that were stated last. */
  private static final int MAX_TAGS = 5_000;

  /** Readings that are held at a time. */
  private static final int READINGS = 32;

  private final LogStore logs;
  private final Catalogue catalogue;
  private final StatedRecipe stated;
  private final Quarantine quarantine;
  private final Alarms alarms;
  private final FederationSettings settings;

  /** What each co-op's speakers list now, by domain. */
  private final Map<String, Listings> listings = new HashMap<>();

  /** Who speaks for each recipe of a co-op, and how it is listed. */
  private static final class Listings {
    private final Map<RecipeName, Entry> byName = new TreeMap<>();
    private boolean recorded;
    private boolean held;
  }

  private record Entry(TheirCoop.Speaker speaker, Listing.Listed listed) {}

  ProjectedCoop(
      LogStore logs,
      Catalogue catalogue,
      StatedRecipe stated,
      Quarantine quarantine,
      Alarms alarms,
      FederationSettings settings) {
    this.logs = logs;
    this.catalogue = catalogue;
    this.stated = stated;
    this.quarantine = quarantine;
    this.alarms = alarms;
    this.settings = settings;
  }

  /** The co-ops of which something is held back, until time or an operator confirms it. */
  Set<String> held() {
    var held = new HashSet<String>();
    listings.forEach(
        (domain, it) -> {
          if (it.held) {
            held.add(domain);
          }
        });
    return held;
  }

  /** Forgets who spoke, since others do now. */
  void forget(String domain) {
    listings.remove(domain);
  }

  /**
   * Brings the list of a co-op's recipes up to date, of which these were spoken of anew.
   *
   * @return those for which another log speaks than before
   */
  Set<RecipeName> list(TheirCoop coop, List<RecipeName> changed) {
    var listing = listings.computeIfAbsent(coop.domain(), it -> new Listings());
    var passedOn = new HashSet<RecipeName>();
    var gone = new HashMap<String, Set<RecipeName>>();
    var differs = !listing.recorded || listing.held;
    for (var name : listing.recorded ? changed : all(coop)) {
      var before = listing.byName.get(name);
      var now = entry(coop, name);
      if (now == null) {
        listing.byName.remove(name);
        coop.speakers()
            .forEach(
                it ->
                    gone.computeIfAbsent(it.peer().origin(), unused -> new HashSet<>()).add(name));
      } else {
        listing.byName.put(name, now);
        if (before != null && before.speaker().log() != now.speaker().log()) {
          passedOn.add(name);
        }
      }
      differs |= !Objects.equals(before, now);
    }
    if (differs) {
      record(coop, listing, gone);
    }
    return passedOn;
  }

  private List<RecipeName> all(TheirCoop coop) {
    var names = new HashSet<RecipeName>();
    for (var speaker : coop.speakers()) {
      logs.recipes(speaker.log()).stream()
          .filter(it -> it.coop().equals(coop.domain()))
          .forEach(it -> names.add(it.recipe()));
    }
    return names.stream().sorted().toList();
  }

  /** The first speaker of whom there is something live. */
  private @Nullable Entry entry(TheirCoop coop, RecipeName name) {
    for (var speaker : coop.speakers()) {
      var sightings = logs.sightings(speaker.log(), coop.domain(), name);
      if (sightings.stream().anyMatch(it -> it.state() != Sighting.State.WITHDRAWN)) {
        var recipe =
            sightings.stream()
                .filter(it -> it.tag() == null && it.state() == Sighting.State.PRESENT)
                .findFirst()
                .map(it -> statement(it, RecipeStatement.class))
                .orElse(null);
        return new Entry(speaker, StatedRecipe.listed(speaker.peer().origin(), name, recipe));
      }
    }
    return null;
  }

  private void record(TheirCoop coop, Listings listing, Map<String, Set<RecipeName>> gone) {
    var verdicts = new ArrayList<Listing.Verdict>();
    // Twice where a recipe goes from one speaker to another: it must be free before it is taken.
    for (var round = 0; round < 2; round++) {
      verdicts.clear();
      for (var speaker : coop.speakers()) {
        verdicts.add(record(coop, speaker, listing, gone));
      }
      if (verdicts.stream().allMatch(it -> it.passedOver().isEmpty())) {
        break;
      }
    }
    listing.recorded = true;
    listing.held = verdicts.stream().anyMatch(it -> !it.held().isEmpty());
  }

  private Listing.Verdict record(
      TheirCoop coop,
      TheirCoop.Speaker speaker,
      Listings listing,
      Map<String, Set<RecipeName>> gone) {
    var origin = speaker.peer().origin();
    var most = speaker.peer().maxRecipes(settings);
    var listed = new ArrayList<Listing.Listed>();
    var skipped = new ArrayList<Listing.Skipped>();
    listing.byName.forEach(
        (name, entry) -> {
          if (entry.speaker().log() == speaker.log()) {
            if (listed.size() < most) {
              listed.add(entry.listed());
            } else {
              skipped.add(
                  new Listing.Skipped(
                      name.value(), "at most " + most + " recipes are taken from this peer"));
            }
          }
        });
    var verdict =
        catalogue.recordListing(
            coop.sourceId(speaker.peer()),
            new Listing(listed, skipped, gone.getOrDefault(origin, Set.of())));
    if (verdict.alarm() == null) {
      alarms.end(origin, Alarm.Kind.HELD);
    } else {
      alarms.raise(
          origin,
          Alarm.Kind.HELD,
          "of " + coop.domain() + " it " + verdict.alarm(),
          new Evidence.Shown(
              Map.of("coop", coop.domain(), "held", verdict.held().toString()), Map.of()));
    }
    return verdict;
  }

  /**
   * Stores what is stated of a recipe.
   *
   * @param tags those that were stated anew, or {@link UnprojectedSql#ALL}
   */
  void store(TheirCoop coop, RecipeName name, Set<String> tags) {
    var listing = listings.get(coop.domain());
    var entry = listing == null ? null : listing.byName.get(name);
    if (entry == null) {
      return;
    }
    var speaker = entry.speaker();
    var sightings =
        logs.sightings(speaker.log(), coop.domain(), name).stream()
            .filter(it -> it.state() != Sighting.State.WITHDRAWN)
            .sorted(Comparator.comparingLong(Sighting::position).reversed())
            .limit(MAX_TAGS)
            .toList();
    new Store(coop, name, speaker, tags).run(sightings);
  }

  /** One recipe on its way into the catalogue. */
  private final class Store {
    private final RecipeId id;
    private final TheirCoop coop;
    private final TheirCoop.Speaker speaker;
    private final Set<String> changed;
    private final List<Tag> tags = new ArrayList<>();

    Store(TheirCoop coop, RecipeName name, TheirCoop.Speaker speaker, Set<String> changed) {
      this.id = new RecipeId(coop.alias(), name);
      this.coop = coop;
      this.speaker = speaker;
      this.changed = changed;
    }

    void run(List<Sighting> sightings) {
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
          var version = statement(sighting, VersionStatement.class);
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
      var recipe = statement(sighting, RecipeStatement.class);
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
        var version = Objects.requireNonNull(statement(sighting, VersionStatement.class));
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

  private <T extends Statement> @Nullable T statement(Sighting sighting, Class<T> type) {
    var entry = logs.entry(sighting.log(), sighting.position()).orElse(null);
    if (entry == null) {
      return null;
    }
    try {
      var statement = Statements.decode(entry);
      return type.isInstance(statement) ? type.cast(statement) : null;
    } catch (MalformedException e) {
      return null;
    }
  }
}
