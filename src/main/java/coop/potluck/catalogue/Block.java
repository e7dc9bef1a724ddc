package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator took out of the catalogue.
 *
 * @param tag null for the recipe as a whole
 * @param reason served in its place
 */
public record Block(RecipeId recipe, @Nullable String tag, String reason, Instant since) {}
