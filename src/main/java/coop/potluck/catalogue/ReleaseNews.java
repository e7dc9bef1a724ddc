package coop.potluck.catalogue;

import coop.potluck.compatibility.Comparison;
import coop.potluck.compatibility.Release;
import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release as a feed tells it.
 *
 * @param title of the recipe, from its README
 * @param publicUrl where it is cloned from; absent where only this node serves it
 * @param firstSeen when this node first saw the tag at this object
 * @param previous the release below it; absent for the first
 * @param comparison with that one in the default view; absent for the first
 */
public record ReleaseNews(
    RecipeId recipe,
    @Nullable String title,
    @Nullable String publicUrl,
    Release release,
    Instant firstSeen,
    @Nullable Release previous,
    @Nullable Comparison comparison) {}
