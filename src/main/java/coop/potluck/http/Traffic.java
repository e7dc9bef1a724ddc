package coop.potluck.http;

import java.util.Locale;

/** Kinds of requests whose rates are limited apart. */
public enum Traffic {
  /** What the public reads; any web page may, too. */
  READS,
  /** Logs and what they name: followers and witnesses read it, and any web page may. */
  LOG,
  /** Clones and fetches. */
  GIT,
  /** Checkpoints that other nodes submit to be cosigned. */
  WITNESS,
  /** Webhooks and administration. */
  WRITES,
  /** Probes of the operator's own machinery, which are not limited. */
  OPERATIONS;

  /** Whether pages of any origin may ask. */
  boolean isOpen() {
    return this == READS || this == LOG;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
