package coop.potluck.peer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How following one peer goes, for people.
 *
 * @param key that its log is pinned to, in text form
 * @param state {@code new}, {@code ok}, {@code failed}, {@code refused} or {@code paused}
 * @param reason why it is not ok
 * @param stored entries of its log that are stored
 * @param size of the tree of its newest checkpoint here
 * @param shown the size that it showed last
 * @param source where its newest checkpoint was had from
 * @param goodAt when that was
 * @param nextAttempt when a failed one is looked at again; absent where it is due as usual
 * @param entriesToday and
 * @param bytesToday that it has cost since midnight, UTC
 * @param quarantined items of its log that could not be taken
 * @param git absent where its repositories are not mirrored
 */
public record PeerStatus(
    String origin,
    String url,
    String key,
    String state,
    @Nullable String reason,
    long stored,
    long size,
    long shown,
    @Nullable String source,
    @Nullable Instant goodAt,
    @Nullable Instant attemptedAt,
    @Nullable Instant nextAttempt,
    long entriesToday,
    long bytesToday,
    int quarantined,
    @Nullable GitStatus git) {}
