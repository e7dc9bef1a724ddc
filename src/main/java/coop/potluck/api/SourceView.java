package coop.potluck.api;

import coop.potluck.catalogue.Listing;
import coop.potluck.catalogue.SourceEntry;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that this node follows, and how it is. */
record SourceView(
    String id,
    CoopId coop,
    String kind,
    String address,
    boolean publish,
    SourceEntry.State state,
    @Nullable String reason,
    @Nullable Instant since,
    @Nullable Instant retryAfter,
    int listed,
    List<RecipeName> missing,
    List<Listing.Skipped> skipped) {

  static SourceView of(SourceEntry source) {
    return new SourceView(
        source.id(),
        source.coop(),
        source.kind(),
        source.shown(),
        source.publish(),
        source.state(),
        source.reason(),
        source.since(),
        source.retryAfter(),
        source.listed(),
        source.missing(),
        source.skipped());
  }
}
