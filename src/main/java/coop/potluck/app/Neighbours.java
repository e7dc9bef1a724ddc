package coop.potluck.app;

import coop.potluck.federation.VerifierKey;
import coop.potluck.peer.PeerSettings;
import coop.potluck.peer.WitnessSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The nodes that this one has to do with.
 *
 * @param peers whose logs it follows
 * @param witnesses that it asks to cosign its own log
 * @param witnessFor the keys of logs that it cosigns though it does not follow them
 */
record Neighbours(
    List<PeerSettings> peers, List<WitnessSettings> witnesses, List<VerifierKey> witnessFor) {

  static final Neighbours NONE = new Neighbours(List.of(), List.of(), List.of());

  Neighbours {
    peers = List.copyOf(peers);
    witnesses = List.copyOf(witnesses);
    witnessFor = List.copyOf(witnessFor);
  }

  /** These and those, but for those of a log or witness that is among these. */
  Neighbours and(Neighbours others) {
    var logs = new HashSet<String>();
    var allPeers = new ArrayList<>(peers);
    peers.forEach(peer -> logs.add(peer.origin()));
    others.peers.stream().filter(peer -> logs.add(peer.origin())).forEach(allPeers::add);
    var names = new HashSet<String>();
    var allWitnesses = new ArrayList<>(witnesses);
    witnesses.forEach(witness -> names.add(witness.key().name()));
    others.witnesses.stream()
        .filter(witness -> names.add(witness.key().name()))
        .forEach(allWitnesses::add);
    var keys = new ArrayList<>(witnessFor);
    others.witnessFor.stream().filter(key -> !keys.contains(key)).forEach(keys::add);
    return new Neighbours(allPeers, allWitnesses, keys);
  }

  /** The peer of this address or origin. */
  Optional<PeerSettings> find(String urlOrOrigin) {
    var plain = urlOrOrigin.replaceFirst("/+$", "");
    return peers.stream()
        .filter(peer -> peer.origin().equals(plain) || peer.url().toString().equals(plain))
        .findFirst();
  }

  /** Every URL that the operator names here. */
  List<URI> urls() {
    var urls = new ArrayList<URI>();
    for (var peer : peers) {
      urls.add(peer.url());
      urls.addAll(peer.mirrors());
    }
    witnesses.forEach(witness -> urls.add(witness.url()));
    return urls;
  }
}
