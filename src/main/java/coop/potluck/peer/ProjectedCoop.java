package coop.potluck.peer;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.Listing;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.Sighting;
import coop.potluck.recipe.RecipeName;
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

    /** The origins of those that took most of it back. */
    private final Set<String> heldOf = new HashSet<>();

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
                .map(it -> StatedRecipe.statement(logs, it, RecipeStatement.class))
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
      listing.heldOf.remove(origin);
      if (listings.values().stream().noneMatch(it -> it.heldOf.contains(origin))) {
        alarms.end(origin, Alarm.Kind.HELD);
      }
    } else {
      listing.heldOf.add(origin);
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
    new StoredRecipe(catalogue, logs, stated, quarantine, coop, name, speaker).run(sightings, tags);
  }
}
