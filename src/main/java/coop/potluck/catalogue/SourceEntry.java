package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A source that this node follows, and how it is.
 *
 * @param shown how it is called in public
 * @param reason why it failed or is held
 * @param since when it came into this state; null if it was never asked
 * @param retryAfter when a failed one may be asked again
 * @param listed how many repositories it lists
 * @param missing what it listed once, does not list now, and is kept until that is confirmed
 */
public record SourceEntry(
    String id,
    CoopId coop,
    String kind,
    String shown,
    boolean publish,
    State state,
    @Nullable String reason,
    @Nullable Instant since,
    @Nullable Instant retryAfter,
    int listed,
    List<RecipeName> missing,
    List<Listing.Skipped> skipped) {

  /** How a source is. */
  public enum State {
    NEW,
    OK,
    /** It lists suspiciously little; what is missing is kept. */
    HELD,
    FAILED;

    /** The name in JSON: {@code held}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SourceEntry {
    missing = List.copyOf(missing);
    skipped = List.copyOf(skipped);
  }
}
