package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.CoopEntry;
import coop.potluck.federation.Sighting;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which logs say what of a recipe or a tag, and by which of them it came here. Sources of co-ops
 * that came by a peer have the log's origin in their id.
 */
final class Provenance {

  private static final String PEER = "peer";
  private static final String PREFIX = "log:";

  private final CatalogueReader reader;
  private final Federation federation;
  private volatile @Nullable Known last;

  /** A log, as far as answers tell of it. */
  private record KnownLog(String origin, boolean own, String key, @Nullable String url) {}

  /** A co-op's DNS name, and the origins by which its recipes come, in order. */
  private record KnownCoop(String domain, List<String> origins) {}

  /** What was found when the catalogue and the logs stood at these numbers. */
  private record Known(
      long change, long said, Map<Long, KnownLog> logs, Map<CoopId, KnownCoop> coops) {}

  Provenance(ApiContext context) {
    this.reader = context.reader();
    this.federation = context.federation();
  }

  /** The DNS name of a co-op; empty where it has none here. */
  Optional<String> domain(CoopId coop) {
    return Optional.ofNullable(known().coops().get(coop)).map(KnownCoop::domain);
  }

  /** The alias of the co-op of a DNS name; empty where there is none here. */
  Optional<CoopId> alias(String domain) {
    return known().coops().entrySet().stream()
        .filter(entry -> entry.getValue().domain().equals(domain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The log by which a recipe came, or a version of it; null where this node's own sources have it.
   *
   * @param tag null for the recipe as a whole
   */
  @Nullable ViaView via(RecipeId id, @Nullable String tag) {
    return came(id, tag).map(this::view).orElse(null);
  }

  /** The statement by which a recipe came, or a version of it; empty where it is our own. */
  Optional<Sighting> came(RecipeId id, @Nullable String tag) {
    var known = known();
    var coop = known.coops().get(id.coop());
    if (coop == null || coop.origins().isEmpty()) {
      return Optional.empty();
    }
    return federation.logs().seenBy(coop.domain(), id.name(), tag).stream()
        .filter(it -> it.state() == Sighting.State.PRESENT)
        .filter(it -> coop.origins().contains(origin(known, it)))
        .min(Comparator.comparing(it -> coop.origins().indexOf(origin(known, it))));
  }

  private ViaView view(Sighting sighting) {
    var log = known().logs().get(sighting.log());
    return new ViaView(
        log == null ? "" : log.origin(),
        sighting.position(),
        log == null ? "" : log.key(),
        log == null ? null : log.url());
  }

  /** What each log says of a tag that is there. */
  List<Sighting> sightings(RecipeId id, String tag) {
    return domain(id.coop()).stream()
        .flatMap(domain -> federation.logs().seenBy(domain, id.name(), tag).stream())
        .filter(it -> it.state() != Sighting.State.WITHDRAWN)
        .toList();
  }

  String origin(Sighting sighting) {
    return origin(known(), sighting);
  }

  boolean isOwn(Sighting sighting) {
    var log = known().logs().get(sighting.log());
    return log != null && log.own();
  }

  private static String origin(Known known, Sighting sighting) {
    var log = known.logs().get(sighting.log());
    return log == null ? "" : log.origin();
  }

  private Known known() {
    return reader.snapshot(
        () -> {
          var change = reader.lastChange();
          var said = federation.reports().said();
          var known = last;
          if (known == null || known.change() != change || known.said() != said) {
            known = look(change, said);
            last = known;
          }
          return known;
        });
  }

  private Known look(long change, long said) {
    var urls = new HashMap<String, String>();
    federation.following().peers().forEach(peer -> urls.put(peer.origin(), peer.url()));
    var logs = new HashMap<Long, KnownLog>();
    for (var log : federation.logs().list()) {
      logs.put(
          log.id(),
          new KnownLog(
              log.origin(), log.own(), log.keyAt(log.size()).vkey(), urls.get(log.origin())));
    }
    var coops = new HashMap<CoopId, KnownCoop>();
    for (var entry : reader.coops()) {
      if (entry.coop().domain() != null) {
        coops.put(entry.coop().id(), new KnownCoop(entry.coop().domain(), origins(entry)));
      }
    }
    return new Known(change, said, Map.copyOf(logs), Map.copyOf(coops));
  }

  private static List<String> origins(CoopEntry coop) {
    return coop.sources().stream()
        .filter(source -> source.kind().equals(PEER) && source.id().startsWith(PREFIX))
        .map(source -> source.id().substring(PREFIX.length()))
        .map(id -> id.substring(0, Math.max(0, id.lastIndexOf('/'))))
        .toList();
  }
}
