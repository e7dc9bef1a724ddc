package coop.potluck.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a source for its repositories. */
public sealed interface Listing {

  /** All of them; names are unique. */
  record Listed(List<ListedRepository> repositories, List<Skipped> skipped) implements Listing {
    public Listed {
      repositories = List.copyOf(repositories);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * None of them, since they could not be told whole.
   *
   * @param retryAfter when the source allows to be asked again; absent where it does not say
   */
  record Failed(String reason, @Nullable Instant retryAfter) implements Listing {}
}
