package coop.potluck.catalogue;

import coop.potluck.compatibility.Difference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out of a recipe.
 *
 * @param recipe as it was found to be unassessed
 * @param comparisons that were not stored yet
 * @param assessment absent where it could not be made
 * @param failure what could not be worked out, in a sentence; absent if all is well
 */
public record Assessed(
    Unassessed.Recipe recipe,
    Map<Neighbours, List<Difference>> comparisons,
    @Nullable Assessment assessment,
    @Nullable String failure) {

  public Assessed {
    comparisons = Map.copyOf(comparisons);
  }
}
