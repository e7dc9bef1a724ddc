package coop.potluck.api;

import coop.potluck.catalogue.CoopEntry;
import coop.potluck.catalogue.SourceEntry;
import coop.potluck.recipe.CoopId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A co-op that this node follows. */
record CoopView(
    CoopId id,
    @Nullable String domain,
    String name,
    @Nullable String homepage,
    @Nullable String icon,
    int precedence,
    int recipes,
    List<SourceItemView> sources) {

  /** A source, as far as it changes with the catalogue alone; the status has the rest. */
  record SourceItemView(
      String id,
      String kind,
      String address,
      boolean publish,
      SourceEntry.State state,
      @Nullable String reason,
      int listed) {

    static SourceItemView of(SourceEntry source) {
      return new SourceItemView(
          source.id(),
          source.kind(),
          source.shown(),
          source.publish(),
          source.state(),
          source.reason(),
          source.listed());
    }
  }

  static CoopView of(CoopEntry entry) {
    var coop = entry.coop();
    return new CoopView(
        coop.id(),
        coop.domain(),
        coop.name(),
        coop.homepage(),
        coop.icon(),
        entry.rank(),
        entry.recipes(),
        entry.sources().stream().map(SourceItemView::of).toList());
  }
}
