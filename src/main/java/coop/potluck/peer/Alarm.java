package coop.potluck.peer;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something about a followed log that people should know.
 *
 * @param since when it was first seen
 * @param last when it was last seen
 * @param sentence for people: what was wrong, and what this node did
 * @param evidence the folder of what shows it, below that of all evidence; absent where there is
 *     nothing to show
 */
public record Alarm(
    String origin,
    Kind kind,
    Instant since,
    Instant last,
    String sentence,
    @Nullable String evidence) {

  /** What can be wrong; the names are stable. */
  public enum Kind {
    /** A checkpoint whose signature by the pinned key is not good. */
    BAD_SIGNATURE(true),
    /** A checkpoint without a signature by the key that should sign it. */
    WRONG_KEY(false),
    /** The checkpoint of another log, or none at all. */
    WRONG_ORIGIN(false),
    /** An older checkpoint than one that was verified before. */
    ROLLBACK(true),
    /** Two signed trees of the log that cannot both be true. */
    FORK(true),
    /** Another signed tree was shown to somebody else. */
    EQUIVOCATION(true),
    /** A tile that is not of the signed tree. */
    TAMPERED_TILE(false),
    /** Entries that are not of the signed tree. */
    TAMPERED_ENTRIES(false),
    /** An object that is not the one that was named. */
    TAMPERED_OBJECT(false),
    /** An entry that is no statement. */
    MALFORMED_ENTRY(false),
    /** More bytes than are taken. */
    OVERSIZED(false),
    /** An answer that took too long. */
    TOO_SLOW(false),
    /** Too few witnesses stand behind what is shown. */
    NO_QUORUM(false),
    /** Witnesses have seen more than is shown, or not enough of them have seen anything lately. */
    STALE(false),
    /** Others have more of the log than it shows itself. */
    WITHHELD(false),
    /** Parts of the signed tree are not shown any more. */
    SHRUNK(false),
    /** The peer does not answer. */
    UNREACHABLE(false),
    /** The peer has used what it may cost. */
    OVER_BUDGET(false),
    /** Most of what a co-op had was taken back at once. */
    HELD(false),
    /** A repository has a tag elsewhere than the log says. */
    GIT_MISMATCH(false),
    /** The mirrors that come by way of the peer take what they may. */
    GIT_OVER_BUDGET(false),
    /** A manifest that git contradicts. */
    MANIFEST_MISMATCH(true);

    private final boolean lasting;

    Kind(boolean lasting) {
      this.lasting = lasting;
    }

    /** Whether it stays until an operator acknowledges it, since it shows a lie. */
    public boolean lasting() {
      return lasting;
    }

    /** The name in JSON and in paths: {@code bad_signature}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name. */
    public static Optional<Kind> parse(String text) {
      for (var kind : values()) {
        if (kind.text().equals(text)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }
}
