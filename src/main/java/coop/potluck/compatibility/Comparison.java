package coop.potluck.compatibility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a recipe.
 *
 * @param downgrade whether the version that is gone to is the lower one
 * @param differences in order of aspects, overlays, services and subjects
 * @param claimed what the tags promise; absent unless both are of today's scheme
 * @param computed what the differences come to
 * @param disagreement where the promise is less than what was found, in a sentence; absent where it
 *     is kept
 * @param notes what the comparison cannot see, in sentences
 */
public record Comparison(
    boolean downgrade,
    List<Difference> differences,
    @Nullable ReleaseClass claimed,
    ReleaseClass computed,
    @Nullable String disagreement,
    List<String> notes) {

  public Comparison {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** The most that any difference asks for. */
  public Action action() {
    return differences.stream()
        .map(Difference::action)
        .max(java.util.Comparator.naturalOrder())
        .orElse(Action.NONE);
  }

  /** The worst that any difference may bring. */
  public Risk risk() {
    return differences.stream()
        .map(Difference::risk)
        .max(java.util.Comparator.naturalOrder())
        .orElse(Risk.NONE);
  }
}
