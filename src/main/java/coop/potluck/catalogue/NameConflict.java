package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;

/** A name that several co-ops use: the first in the order of precedence has it. */
public record NameConflict(RecipeName name, RecipeId winner, List<RecipeId> passedOver) {
  public NameConflict {
    passedOver = List.copyOf(passedOver);
  }
}
