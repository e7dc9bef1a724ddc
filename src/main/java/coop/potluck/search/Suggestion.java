package coop.potluck.search;

import coop.potluck.recipe.RecipeId;
import org.jspecify.annotations.Nullable;

/**
 * What a person who types may mean.
 *
 * @param text to show and to search for: a name or a category
 * @param recipe the one that wins the name; null for a category
 * @param recipes how many have that name or category
 */
public record Suggestion(String text, @Nullable RecipeId recipe, int recipes) {}
