package coop.potluck.federation;

import coop.potluck.recipe.RecipeId;
import org.jspecify.annotations.Nullable;

/**
 * What this node should state in its log and cannot.
 *
 * @param tag null for what is read at the head
 * @param reason for its operator and its maintainer
 */
public record Unpublished(RecipeId recipe, @Nullable String tag, String reason) {}
