package coop.potluck.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the node looks at its sources.
 *
 * @param running whether it does so now
 * @param lastStarted null if it never did since its start
 * @param lastFinished null if it never did since its start
 * @param next null if none is planned
 */
public record SyncTimes(
    boolean running,
    @Nullable Instant lastStarted,
    @Nullable Instant lastFinished,
    @Nullable Instant next) {

  /** For a node that never looked. */
  public static final SyncTimes NEVER = new SyncTimes(false, null, null, null);
}
