package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.LogStore.Spoken;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which recipes a log speaks for; known until somebody speaks on. Safe for many threads. */
final class GitTargets {

  private final LogStore logs;
  private final FederationSettings settings;
  private final Map<String, Listed> known = new ConcurrentHashMap<>();

  /** What was found, and of what. */
  private record Listed(List<TheirCoop> coops, List<Long> sizes, List<GitTarget> targets) {}

  GitTargets(LogStore logs, FederationSettings settings) {
    this.logs = logs;
    this.settings = settings;
  }

  /**
   * The recipes of a peer; none while its log is stored in part.
   *
   * @param theirs all co-ops that come from peers
   */
  List<GitTarget> of(PeerSettings peer, List<TheirCoop> theirs) {
    var log = logs.find(peer.origin()).orElse(null);
    if (log == null || log.own() || log.length() > log.size()) {
      return List.of();
    }
    var coops =
        theirs.stream()
            .filter(coop -> coop.speakers().stream().anyMatch(it -> it.log() == log.id()))
            .toList();
    var sizes =
        coops.stream()
            .flatMap(coop -> coop.speakers().stream())
            .map(it -> logs.find(it.peer().origin()).map(LogStore.Log::size).orElse(0L))
            .toList();
    var before = known.get(peer.origin());
    if (before != null && before.coops().equals(coops) && before.sizes().equals(sizes)) {
      return before.targets();
    }
    var targets = targets(log.id(), coops);
    known.put(peer.origin(), new Listed(coops, sizes, targets));
    return targets;
  }

  private List<GitTarget> targets(long log, List<TheirCoop> coops) {
    var spoken = logs.spoken(log);
    var targets = new ArrayList<GitTarget>();
    for (var coop : coops) {
      var taken = takenBefore(log, coop);
      var speaker =
          coop.speakers().stream().filter(it -> it.log() == log).findFirst().orElseThrow();
      spoken.stream()
          .filter(it -> it.live() && it.coop().equals(coop.domain()))
          .filter(it -> !taken.contains(it.recipe().value()))
          .limit(speaker.peer().maxRecipes(settings))
          .map(it -> target(speaker, coop, it))
          .forEach(targets::add);
    }
    return List.copyOf(targets);
  }

  private static GitTarget target(TheirCoop.Speaker speaker, TheirCoop coop, Spoken spoken) {
    return new GitTarget(
        speaker.peer(),
        speaker.log(),
        coop.domain(),
        new RecipeId(coop.alias(), spoken.recipe()),
        spoken.position());
  }

  /** The names for which others speak who are asked first. */
  private Set<String> takenBefore(long log, TheirCoop coop) {
    var taken = new HashSet<String>();
    for (var speaker : coop.speakers()) {
      if (speaker.log() == log) {
        break;
      }
      logs.spoken(speaker.log()).stream()
          .filter(it -> it.live() && it.coop().equals(coop.domain()))
          .forEach(it -> taken.add(it.recipe().value()));
    }
    return taken;
  }
}
