package coop.potluck.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a policy makes of a checkpoint: whether enough witnesses stand behind it, and of what time
 * their word is.
 *
 * @param words of the policy's witnesses that hold, the youngest first
 * @param quorum whether these are enough
 * @param asOf the time at which enough witnesses had seen nothing newer: that of the k-th youngest
 *     word where k are needed; absent where there are not enough, or where none are asked for
 */
public record Freshness(List<Cosignature> words, boolean quorum, Optional<Instant> asOf) {

  /** How far a witness's clock may be ahead of this node's. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(10);

  public Freshness {
    words = List.copyOf(words);
  }

  /**
   * Judges a checkpoint by the cosignatures under it. One that does not fit its witness's key, or
   * that is of a time which is yet to come, counts for nothing.
   */
  public static Freshness of(TlogPolicy policy, SignedCheckpoint checkpoint, Instant now) {
    var latest = now.plus(MAX_AHEAD);
    var words = new ArrayList<Cosignature>();
    checkpoint.cosignatures(policy.witnessKeys()).stream()
        .filter(word -> !word.time().isAfter(latest))
        .sorted(Comparator.comparing((Cosignature word) -> word.time()).reversed())
        .forEach(words::add);
    var seen = new HashSet<VerifierKey>();
    if (policy.isSatisfied(seen)) {
      return new Freshness(words, true, Optional.empty());
    }
    for (var word : words) {
      seen.add(word.witness());
      if (policy.isSatisfied(seen)) {
        return new Freshness(words, true, Optional.of(word.time()));
      }
    }
    return new Freshness(words, false, Optional.empty());
  }

  /** Whether anything is promised about how new the checkpoint is. */
  public boolean isPromised() {
    return asOf.isPresent();
  }

  /** Whether what was promised is longer ago than it may be; false where nothing is. */
  public boolean isStale(Instant now, Duration staleAfter) {
    return asOf.filter(time -> time.plus(staleAfter).isBefore(now)).isPresent();
  }
}
