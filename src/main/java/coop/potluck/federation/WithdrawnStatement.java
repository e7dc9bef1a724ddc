package coop.potluck.federation;

import coop.potluck.recipe.RecipeName;
import org.jspecify.annotations.Nullable;

/**
 * A tag or a recipe is gone, or no longer stated.
 *
 * @param tag null for the recipe with all its tags
 * @param evidence the leaf hash of the statement that is withdrawn
 */
public record WithdrawnStatement(
    String coop, RecipeName recipe, @Nullable String tag, Hash evidence)
    implements Statement.Said {}
