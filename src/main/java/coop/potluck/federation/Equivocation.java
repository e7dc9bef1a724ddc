package coop.potluck.federation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two checkpoints that a log has signed and that cannot both be true, with all that it takes to
 * show that to somebody who has nothing else.
 *
 * <p>Two trees of one size show it by their roots. Of two sizes, {@code proof} leads from the root
 * {@code prefix} at the smaller size to the larger tree's root, but the smaller checkpoint names
 * another root.
 *
 * @param keys that signed, by which the log is known to those who follow it
 * @param smaller the checkpoint of the smaller tree, or either of two of one size
 * @param prefix the root that the larger tree had at the smaller size; absent for one size
 * @param proof empty for one size
 */
public record Equivocation(
    List<VerifierKey> keys,
    SignedCheckpoint smaller,
    SignedCheckpoint larger,
    @Nullable Hash prefix,
    List<Hash> proof) {

  /** What a file with such evidence is called. */
  public static final String FILE_NAME = "equivocation.txt";

  public Equivocation {
    keys = List.copyOf(keys);
    proof = List.copyOf(proof);
  }

  /** Two checkpoints of one size, with two roots. */
  static Equivocation ofOneSize(
      List<VerifierKey> keys, SignedCheckpoint first, SignedCheckpoint second) {
    return new Equivocation(keys, first, second, null, List.of());
  }

  /**
   * Two checkpoints of which the larger one's tree is known.
   *
   * @param hashes of the tree of {@code larger}
   */
  static Equivocation ofTwoSizes(
      List<VerifierKey> keys, SignedCheckpoint smaller, SignedCheckpoint larger, Hashes hashes) {
    var size = smaller.checkpoint().size();
    return new Equivocation(
        keys,
        smaller,
        larger,
        Proofs.root(hashes, size),
        Proofs.consistency(hashes, size, larger.checkpoint().size()));
  }

  /**
   * Evidence of two checkpoints, in whichever order.
   *
   * @param keys one of which must have signed each
   * @param larger the hashes of the larger tree; not asked for where both have one size
   * @return empty where they do not contradict each other
   */
  public static Optional<Equivocation> of(
      List<VerifierKey> keys, SignedCheckpoint one, SignedCheckpoint other, Hashes larger) {
    var difference = Long.compare(one.checkpoint().size(), other.checkpoint().size());
    var distinct = keys.stream().distinct().toList();
    var evidence =
        difference == 0
            ? ofOneSize(distinct, one, other)
            : difference < 0
                ? ofTwoSizes(distinct, one, other, larger)
                : ofTwoSizes(distinct, other, one, larger);
    return Optional.of(evidence).filter(Equivocation::holds);
  }

  /** The log that said both. */
  public String origin() {
    return smaller.checkpoint().origin();
  }

  /** Whether it shows what it claims: of one log, both signed, and not both true. */
  public boolean holds() {
    var one = smaller.checkpoint();
    var other = larger.checkpoint();
    return one.origin().equals(other.origin())
        && keys.stream().anyMatch(smaller::isSignedBy)
        && keys.stream().anyMatch(larger::isSignedBy)
        && (one.size() == other.size() ? !one.root().equals(other.root()) : differsFromPrefix());
  }

  private boolean differsFromPrefix() {
    var one = smaller.checkpoint();
    var other = larger.checkpoint();
    return prefix != null
        && !prefix.equals(one.root())
        && Proofs.verifyConsistency(one.size(), prefix, other.size(), other.root(), proof);
  }

  /** One text that people can read and {@link #parse} can. */
  public String format() {
    return EquivocationText.format(this);
  }

  /** Reads such a text; whether it {@link #holds} is another question. */
  public static Equivocation parse(String text) throws MalformedException {
    return EquivocationText.parse(text);
  }

  /** Whether a text claims to be such evidence. */
  public static boolean looksLike(String text) {
    return text.startsWith(EquivocationText.FIRST_LINE + "\n");
  }
}
