package coop.potluck.catalogue;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of the last attempt at a repository.
 *
 * @param reason what went wrong, for its maintainer to read: no credential, no local path; null if
 *     all is well
 * @param failures in a row
 * @param nextAttempt when a failed one is due again; null if it is due as usual
 */
public record Outcome(
    Kind kind, @Nullable String reason, int failures, @Nullable Instant nextAttempt) {

  /** All is well. */
  public static final Outcome OK = new Outcome(Kind.OK, null, 0, null);

  /** How an attempt can end. */
  public enum Kind {
    OK,
    /** The repository does not answer, or refuses. */
    UNREACHABLE,
    /** It went over a limit. */
    LIMIT,
    /** What it sent is no sound git repository. */
    CORRUPT,
    /** It holds nothing yet. */
    EMPTY,
    /** Something of ours broke. */
    FAILED;

    /** The name in JSON: {@code unreachable}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
