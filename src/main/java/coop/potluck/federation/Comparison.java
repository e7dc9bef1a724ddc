package coop.potluck.federation;

import java.util.List;
import java.util.Optional;

/** What a checkpoint from elsewhere says beside the one that this node verified of the same log. */
public sealed interface Comparison {

  /** It is of the tree that this node knows, or of a beginning of it. */
  record Agrees() implements Comparison {}

  /** It is of a larger tree, so that nothing can be said before this node has that much. */
  record Ahead() implements Comparison {}

  /** The log has signed what cannot both be true. */
  record Contradicts(Equivocation evidence) implements Comparison {}

  /** What it shows of the log, where it shows something. */
  default Optional<Equivocation> contradiction() {
    return this instanceof Contradicts found ? Optional.of(found.evidence()) : Optional.empty();
  }

  /**
   * Compares two checkpoints of one log, both of which keys of {@code keys} have signed: what has
   * no signature that was checked shows nothing.
   *
   * @param verified the one whose tree this node has
   * @param hashes of that tree
   */
  static Comparison of(
      SignedCheckpoint verified, Hashes hashes, SignedCheckpoint other, List<VerifierKey> keys) {
    var size = verified.checkpoint().size();
    var otherSize = other.checkpoint().size();
    if (otherSize > size) {
      return new Ahead();
    }
    var one = otherSize == size;
    var root = one ? verified.checkpoint().root() : Proofs.root(hashes, otherSize);
    if (root.equals(other.checkpoint().root())) {
      return new Agrees();
    }
    return new Contradicts(
        one
            ? Equivocation.ofOneSize(keys, other, verified)
            : Equivocation.ofTwoSizes(keys, other, verified, hashes));
  }

  /** Compares with a log as it is stored, whose checkpoint was verified before. */
  static Comparison of(LogStore logs, LogStore.Log log, SignedCheckpoint other) {
    var verified = log.checkpoint();
    if (verified == null) {
      return new Ahead();
    }
    var keys = log.keys().stream().map(KeyFrom::key).toList();
    return of(verified, logs.hashes(log.id()), other, keys);
  }
}
