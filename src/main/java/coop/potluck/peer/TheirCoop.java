package coop.potluck.peer;

import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.catalogue.CoopRegistration.SourceRegistration;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A co-op that followed logs speak for, and no source of this node's own.
 *
 * @param speakers in the order in which they are asked for a recipe
 */
record TheirCoop(Coop coop, String domain, List<Speaker> speakers) {

  /** A log that speaks for it. */
  record Speaker(PeerSettings peer, long log) {}

  TheirCoop {
    speakers = List.copyOf(speakers);
  }

  CoopId alias() {
    return coop.id();
  }

  /** The origins of its speakers, one a line. */
  String origins() {
    return speakers.stream().map(it -> it.peer().origin()).collect(Collectors.joining("\n"));
  }

  CoopRegistration registration() {
    return new CoopRegistration(coop, speakers.stream().map(it -> source(it.peer())).toList());
  }

  private SourceRegistration source(PeerSettings peer) {
    return new SourceRegistration(sourceId(peer), "peer", peer.origin(), false);
  }

  /** What the catalogue calls what a log says of this co-op. */
  String sourceId(PeerSettings peer) {
    return "log:" + peer.origin() + "/" + domain;
  }
}
