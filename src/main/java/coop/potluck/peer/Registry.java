package coop.potluck.peer;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.federation.LogStore;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which co-ops come from peers: those that a followed log speaks for and that no source of this
 * node publishes. For one thread at a time.
 */
final class Registry {

  /** Of one log; what it says of more is kept and not shown. */
  private static final int MAX_COOPS = 200;

  private final List<CoopRegistration> own;
  private final LogStore logs;
  private final Speakers speakers;
  private final CoopAliases aliases;
  private final Catalogue catalogue;

  /** The co-ops that each log has spoken of, once they were looked up. */
  private final Map<Long, Set<String>> spokenOf = new HashMap<>();

  private @Nullable List<CoopRegistration> followed;
  private Map<String, TheirCoop> theirs = Map.of();

  Registry(
      List<CoopRegistration> own,
      LogStore logs,
      Speakers speakers,
      CoopAliases aliases,
      Catalogue catalogue) {
    this.own = List.copyOf(own);
    this.logs = logs;
    this.speakers = speakers;
    this.aliases = aliases;
    this.catalogue = catalogue;
  }

  /** Learns that a log speaks of a co-op. */
  void spoke(long log, String coop) {
    coopsOf(log).add(coop);
  }

  private Set<String> coopsOf(long log) {
    return spokenOf.computeIfAbsent(
        log,
        it -> {
          var coops = new TreeSet<String>();
          logs.recipes(it).forEach(recipe -> coops.add(recipe.coop()));
          return coops;
        });
  }

  /** Those of peers' co-ops that are shown, by their DNS names. */
  Map<String, TheirCoop> theirs() {
    return theirs;
  }

  /** Tells the catalogue which co-ops there are, where that is news. */
  void follow(List<PeerSettings> peers) {
    var candidates = candidates(peers);
    var found = new TreeMap<String, TheirCoop>();
    candidates.forEach(
        (domain, logsOfIt) -> {
          var speaking = speaking(domain, logsOfIt, peers);
          if (!speaking.isEmpty()) {
            found.put(domain, new TheirCoop(coop(domain), domain, speaking));
          }
        });
    var registrations = registrations(found);
    if (!registrations.equals(followed)) {
      catalogue.follow(registrations);
      followed = registrations;
    }
    theirs = found;
  }

  /** The co-ops that followed logs speak of and that may come from peers, with those logs. */
  private Map<String, Map<String, TheirCoop.Speaker>> candidates(List<PeerSettings> peers) {
    var candidates = new TreeMap<String, Map<String, TheirCoop.Speaker>>();
    for (var peer : peers) {
      var log = logs.find(peer.origin()).filter(it -> !it.own() && it.size() > 0).orElse(null);
      if (log == null) {
        continue;
      }
      coopsOf(log.id()).stream()
          .filter(coop -> peer.takes(coop) && Speakers.isDomain(coop) && !isOwn(coop))
          .limit(MAX_COOPS)
          .forEach(
              coop ->
                  candidates
                      .computeIfAbsent(coop, it -> new LinkedHashMap<>())
                      .put(peer.origin(), new TheirCoop.Speaker(peer, log.id())));
    }
    return candidates;
  }

  private boolean isOwn(String domain) {
    return own.stream()
        .anyMatch(it -> domain.equals(it.coop().domain()) && !it.sources().isEmpty());
  }

  /** Those co-ops of whose speakers the operator has not said anything. */
  List<String> unsettled(List<PeerSettings> peers) {
    return candidates(peers).keySet().stream()
        .filter(domain -> peers.stream().noneMatch(it -> it.speaksFor().contains(domain)))
        .toList();
  }

  private List<TheirCoop.Speaker> speaking(
      String domain, Map<String, TheirCoop.Speaker> logsOfIt, List<PeerSettings> peers) {
    var named =
        peers.stream()
            .filter(it -> it.speaksFor().contains(domain))
            .map(PeerSettings::origin)
            .toList();
    var speaking = new ArrayList<TheirCoop.Speaker>();
    for (var origin : named.isEmpty() ? speakers.list(domain) : named) {
      var speaker = logsOfIt.get(origin);
      if (speaker != null) {
        speaking.add(speaker);
      }
    }
    return speaking;
  }

  private Coop coop(String domain) {
    for (var registration : own) {
      if (domain.equals(registration.coop().domain())) {
        return registration.coop();
      }
    }
    var taken = new HashSet<CoopId>();
    own.forEach(it -> taken.add(it.coop().id()));
    return new Coop(aliases.of(domain, taken), domain, domain, null, null);
  }

  /** Our own in their order, then those that only peers know. */
  private List<CoopRegistration> registrations(Map<String, TheirCoop> found) {
    var left = new TreeMap<>(found);
    var all = new ArrayList<CoopRegistration>();
    for (var registration : own) {
      var domain = registration.coop().domain();
      var theirs = domain == null ? null : left.remove(domain);
      all.add(theirs == null ? registration : theirs.registration());
    }
    left.values().forEach(it -> all.add(it.registration()));
    return all;
  }
}
