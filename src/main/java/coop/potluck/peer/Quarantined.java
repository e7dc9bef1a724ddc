package coop.potluck.peer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item of a log that was not taken, while the rest of the log was.
 *
 * @param position of the entry in its log, from 0
 * @param sha256 of the object that is missing; empty where it is the entry itself
 * @param kind {@code malformed_entry}, {@code missing_object}, {@code tampered_object}, {@code
 *     oversized} or {@code unusable_object}
 * @param reason for people
 * @param coop the DNS name that the entry names; absent where it could not be read
 * @param tag absent for a recipe as a whole
 * @param next when it is tried again; absent where that is no use
 */
public record Quarantined(
    String origin,
    long position,
    String sha256,
    String kind,
    String reason,
    @Nullable String coop,
    @Nullable String recipe,
    @Nullable String tag,
    Instant since,
    int attempts,
    @Nullable Instant next) {

  /** The same, tried once more in vain. */
  Quarantined again(Instant later) {
    return new Quarantined(
        origin, position, sha256, kind, reason, coop, recipe, tag, since, attempts, later);
  }
}
