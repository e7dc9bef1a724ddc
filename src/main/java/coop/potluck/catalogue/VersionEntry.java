package coop.potluck.catalogue;

import coop.potluck.recipe.Tag;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A version in a list.
 *
 * @param release whether its tag is of today's scheme rather than a legacy one
 * @param firstSeen when this node first saw the tag at this object
 * @param problems how many faults were found
 * @param parsed null unless it was parsed
 */
public record VersionEntry(
    Tag tag,
    boolean release,
    Instant firstSeen,
    State state,
    int problems,
    @Nullable Parsed parsed) {

  /** What came of reading it. */
  public enum State {
    PARSED,
    REJECTED,
    NOT_A_RECIPE;

    /** The name in JSON: {@code not_a_recipe}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The canonical object of what was read. */
  public record Parsed(String sha256, long size, int schema) {}

  /** The time to show and sort by: what was claimed, but never later than when it was seen. */
  public Instant time() {
    return tag.date().isBefore(firstSeen) ? tag.date() : firstSeen;
  }
}
