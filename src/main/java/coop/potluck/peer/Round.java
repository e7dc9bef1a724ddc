package coop.potluck.peer;

import java.time.Instant;

/** What one look at a peer came to. */
public sealed interface Round {

  /**
   * Its newest checkpoint is ours too, and all before it.
   *
   * @param source where it was had from: the peer itself, or a mirror
   * @param size of the log
   * @param added entries that are new
   */
  record Good(String source, long size, long added) implements Round {}

  /** What it shows is not taken; nothing changed but an alarm. */
  record Refused(Alarm.Kind kind, String reason) implements Round {}

  /** It cannot be reached, or broke off; what was stored before stays. */
  record Failed(String reason) implements Round {}

  /** It has used what it may cost. */
  record Paused(String reason, Instant until) implements Round {}
}
