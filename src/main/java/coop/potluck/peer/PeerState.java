package coop.potluck.peer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How following one log goes.
 *
 * @param followed whether the operator still wants it
 * @param state {@code new}, {@code ok}, {@code failed}, {@code refused} or {@code paused}
 * @param reason why it is not ok
 * @param failures in a row
 * @param nextAttempt the earliest moment of the next look; absent where it is due as usual
 * @param goodAt when its newest checkpoint was last verified
 * @param shown the size of that checkpoint
 * @param source where it was had from
 * @param target the checkpoint under which entries are being stored, while they are
 * @param projected the entries that the catalogue knows of
 */
public record PeerState(
    String origin,
    String url,
    boolean followed,
    String state,
    @Nullable String reason,
    int failures,
    @Nullable Instant nextAttempt,
    @Nullable Instant attemptedAt,
    @Nullable Instant goodAt,
    long shown,
    @Nullable String source,
    @Nullable String target,
    long projected) {}
