package coop.potluck.api;

import coop.potluck.catalogue.VersionEntry;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version in a list. */
record VersionItemView(
    String tag,
    ObjectName object,
    boolean annotated,
    ObjectName commit,
    ObjectName tree,
    Instant date,
    Instant firstSeen,
    Instant time,
    boolean release,
    VersionEntry.State state,
    int problems,
    VersionEntry.@Nullable Parsed parsed,
    @Nullable ViaView via) {

  static VersionItemView of(RecipeId recipe, VersionEntry version, Provenance logs) {
    var tag = version.tag();
    return new VersionItemView(
        tag.name(),
        tag.object(),
        tag.annotated(),
        tag.commit(),
        tag.tree(),
        tag.date(),
        version.firstSeen(),
        version.time(),
        version.release(),
        version.state(),
        version.problems(),
        version.parsed(),
        logs.via(recipe, tag.name()));
  }
}
