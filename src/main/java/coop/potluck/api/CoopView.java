package coop.potluck.api;

import coop.potluck.catalogue.CoopEntry;
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
    List<SourceView> sources) {

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
        entry.sources().stream().map(SourceView::of).toList());
  }
}
