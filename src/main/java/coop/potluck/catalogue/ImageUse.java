package coop.potluck.catalogue;

import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.RecipeId;
import org.jspecify.annotations.Nullable;

/**
 * A service that runs an image.
 *
 * @param tag the recipe's version
 * @param latest whether that is the recipe's latest
 * @param overlay the overlay that declares the service; null for the composition that is on by
 *     default
 */
public record ImageUse(
    RecipeId recipe,
    String tag,
    boolean latest,
    String service,
    @Nullable String overlay,
    ImageReference image) {}
