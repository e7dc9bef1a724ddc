package coop.potluck.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of our own log: the one that signs, and those before and after it while a rotation
 * lasts.
 *
 * @param keys of one origin, at least one
 */
public record OwnKeys(List<SigningKey> keys) {

  public OwnKeys {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a log has a key");
    }
    var origin = keys.get(0).verifierKey().name();
    for (var key : keys) {
      if (!key.verifierKey().name().equals(origin)
          || key.verifierKey().type() != SignatureType.NOTE) {
        throw new IllegalArgumentException("keys of one log: " + keys);
      }
    }
  }

  /** The log that they sign. */
  public String origin() {
    return keys.get(0).verifierKey().name();
  }

  /** The one that a new log begins with. */
  VerifierKey first() {
    return keys.get(0).verifierKey();
  }

  Optional<SigningKey> find(VerifierKey key) {
    return keys.stream().filter(it -> it.verifierKey().equals(key)).findFirst();
  }

  /** Whether a key of the log signed it, one that is among these or one that it once had. */
  boolean signed(LogStore.Log log, SignedCheckpoint checkpoint) {
    return keys.stream().anyMatch(it -> checkpoint.isSignedBy(it.verifierKey()))
        || log.keys().stream().anyMatch(it -> checkpoint.isSignedBy(it.key()));
  }

  /** The key that the log needs and that is missing here. */
  Optional<VerifierKey> missing(LogStore.Log log) {
    var next = log.keyAt(Math.max(log.length(), log.size() + 1));
    var last = log.keys().get(log.keys().size() - 1).key();
    return Stream.of(next, last).filter(it -> find(it).isEmpty()).findFirst();
  }

  /**
   * Signs with the log's key of that size, and with those before it that are still here, so that a
   * follower who knows only those learns of the change.
   */
  SignedCheckpoint sign(LogStore.Log log, Checkpoint checkpoint) {
    var current = log.keyAt(checkpoint.size());
    var signed = SignedCheckpoint.sign(checkpoint, find(current).orElseThrow());
    var more = new ArrayList<SignedNote.Line>();
    for (var before : log.keys()) {
      if (before.size() <= checkpoint.size() && !before.key().equals(current)) {
        find(before.key()).ifPresent(key -> more.add(key.sign(checkpoint.text())));
      }
    }
    return signed.with(more);
  }

  /** The public halves, never the secrets. */
  @Override
  public String toString() {
    return keys.stream().map(SigningKey::verifierKey).toList().toString();
  }
}
