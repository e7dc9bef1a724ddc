package coop.potluck.api;

import coop.potluck.federation.Sighting;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What logs say of a version's tag: which of them saw the same, and which did not. */
record SeenView(List<Seen> seenBy, List<Disagreement> disagreements) {

  /** A log that states the tag at the same object and commit. */
  record Seen(String origin, long index) {}

  /** A log that states it elsewhere. */
  record Disagreement(
      String origin, @Nullable ObjectName commit, @Nullable ObjectName object, long index) {}

  /** Our own log cannot disagree: at most it has not come to what the catalogue has. */
  static SeenView of(RecipeId recipe, Tag tag, Provenance logs) {
    var seen = new ArrayList<Seen>();
    var others = new ArrayList<Disagreement>();
    for (var sighting : logs.sightings(recipe, tag.name())) {
      if (isSame(sighting, tag)) {
        seen.add(new Seen(logs.origin(sighting), sighting.position()));
      } else if (!logs.isOwn(sighting)) {
        others.add(disagreement(sighting, logs));
      }
    }
    return new SeenView(List.copyOf(seen), List.copyOf(others));
  }

  private static boolean isSame(Sighting sighting, Tag tag) {
    return Objects.equals(sighting.object(), tag.object())
        && Objects.equals(sighting.commit(), tag.commit());
  }

  static Disagreement disagreement(Sighting sighting, Provenance logs) {
    return new Disagreement(
        logs.origin(sighting), sighting.commit(), sighting.object(), sighting.position());
  }
}
