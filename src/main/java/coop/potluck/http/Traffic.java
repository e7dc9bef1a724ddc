package coop.potluck.http;

import java.util.Locale;

/** Kinds of requests whose rates are limited apart. */
public enum Traffic {
  /** What the public reads; any web page may, too. */
  READS,
  /** Clones and fetches. */
  GIT,
  /** Webhooks and administration. */
  WRITES,
  /** Probes of the operator's own machinery, which are not limited. */
  OPERATIONS;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
