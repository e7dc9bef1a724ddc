package coop.potluck.app;

import coop.potluck.api.SyncTimes;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.federation.Reports;
import coop.potluck.http.Revision;
import coop.potluck.indexing.SyncLoop;
import coop.potluck.peer.Peers;
import java.util.Optional;

/** How far a serving node is, and which state its answers are of. */
final class NodeState {

  private final CatalogueReader reader;
  private final Reports reports;
  private final Peers peers;
  private final SyncLoop running;

  NodeState(CatalogueReader reader, Reports reports, Peers peers, SyncLoop running) {
    this.reader = reader;
    this.reports = reports;
    this.peers = peers;
    this.running = running;
  }

  SyncTimes times() {
    var status = running.status();
    var isRunning = status.underWay() > 0 || !status.listing().isEmpty();
    return new SyncTimes(isRunning, status.started(), status.last(), status.next());
  }

  /** A node that serves nothing yet should get no traffic, until it knows that there is nothing. */
  Optional<String> notReady() {
    if (reader.counts().recipes() > 0) {
      return Optional.empty();
    }
    if (!running.firstRound().isDone()) {
      return Optional.of("The first look at the sources is not done yet");
    }
    return peers.status().stream().allMatch(peer -> peer.attemptedAt() != null)
        ? Optional.empty()
        : Optional.of("The first look at the nodes that it follows is not done yet");
  }

  Revision revision() {
    return () -> reader.head().change() + reports.said();
  }

  /** Entity tags of another version, configuration or change log mean nothing here. */
  String edition(Config config, EndOfLife endOfLife) {
    return Version.text()
        + " "
        + Integer.toHexString(config.describe().hashCode())
        + " "
        + endOfLife.fingerprint()
        + " "
        + reader.head().epoch();
  }
}
