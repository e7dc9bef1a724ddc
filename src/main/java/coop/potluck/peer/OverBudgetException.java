package coop.potluck.peer;

import java.time.Instant;

/** A peer has used up what it may cost for now; what was stored before stays. */
final class OverBudgetException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Instant until;

  OverBudgetException(String reason, Instant until) {
    super(reason);
    this.until = until;
  }

  /** When it may go on. */
  Instant until() {
    return until;
  }
}
