package coop.potluck.api;

import coop.potluck.catalogue.Block;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.federation.Hash;
import coop.potluck.federation.Sighting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects that nothing but what the operator blocked names: what a log said last of each thing
 * counts. The log itself stays whole, since nobody could verify it otherwise.
 */
final class BlockedObjects {

  private final CatalogueReader reader;
  private final Federation federation;
  private volatile @Nullable Known last;

  /** What was found when the catalogue and the logs stood at these numbers. */
  private record Known(long change, long said, Map<Hash, Block> blocks) {}

  /** A recipe or a tag of a co-op, by its DNS name. */
  private record Thing(String coop, String recipe, @Nullable String tag) {
    static Thing of(Sighting it) {
      return new Thing(it.coop(), it.recipe().value(), it.tag());
    }
  }

  BlockedObjects(ApiContext context) {
    this.reader = context.reader();
    this.federation = context.federation();
  }

  /** Why an object is not served; empty where it is. */
  Optional<Block> find(Hash object) {
    return Optional.ofNullable(known().get(object));
  }

  private Map<Hash, Block> known() {
    return reader.snapshot(
        () -> {
          var change = reader.lastChange();
          var said = federation.reports().said();
          var known = last;
          if (known == null || known.change() != change || known.said() != said) {
            known = new Known(change, said, look());
            last = known;
          }
          return known.blocks();
        });
  }

  private Map<Hash, Block> look() {
    var blocks = reader.blocks();
    var found = new HashMap<Hash, Block>();
    if (blocks.isEmpty()) {
      return found;
    }
    var things = new HashSet<Thing>();
    var logs = federation.logs();
    for (var block : blocks) {
      for (var sighting : sightings(block)) {
        things.add(Thing.of(sighting));
        logs.entry(sighting.log(), sighting.position()).map(ObjectArchive::named).stream()
            .flatMap(List::stream)
            .forEach(hash -> found.putIfAbsent(hash, block));
      }
    }
    keepOnly(found, things);
    return found;
  }

  /** What something else names, too, is served. */
  private void keepOnly(Map<Hash, Block> found, Set<Thing> blocked) {
    for (var sighting : federation.reports().naming(found.keySet())) {
      if (!blocked.contains(Thing.of(sighting))) {
        found.remove(sighting.manifest());
        found.remove(sighting.parsed());
      }
    }
  }

  /** What logs say of a blocked thing, and of all of a recipe where that is blocked whole. */
  private List<Sighting> sightings(Block block) {
    var name = block.recipe().name();
    var tag = block.tag();
    return reader.coop(block.recipe().coop()).stream()
        .flatMap(coop -> Stream.ofNullable(coop.coop().domain()))
        .flatMap(
            domain ->
                tag != null
                    ? federation.logs().seenBy(domain, name, tag).stream()
                    : federation.logs().list().stream()
                        .flatMap(
                            log -> federation.logs().sightings(log.id(), domain, name).stream()))
        .toList();
  }
}
