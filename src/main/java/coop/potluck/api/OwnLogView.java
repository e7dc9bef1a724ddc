package coop.potluck.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This node's own log, and how it is.
 *
 * @param key the verifier key that signs it now
 * @param size entries under the newest checkpoint
 * @param signed when that was signed; null before the first
 * @param witnesses the names of those whose cosignatures it has
 * @param freshness a sentence
 * @param alarm why nothing is signed; null if all is well
 */
public record OwnLogView(
    String origin,
    String key,
    long size,
    @Nullable Instant signed,
    List<String> witnesses,
    String freshness,
    @Nullable String alarm) {

  public OwnLogView {
    witnesses = List.copyOf(witnesses);
  }
}
