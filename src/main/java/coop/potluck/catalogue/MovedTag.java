package coop.potluck.catalogue;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published tag that points elsewhere now, or is gone.
 *
 * @param newObject null, as {@code newCommit}, where the tag was withdrawn
 */
public record MovedTag(
    RecipeId recipe,
    String tag,
    ObjectName oldObject,
    ObjectName oldCommit,
    @Nullable ObjectName newObject,
    @Nullable ObjectName newCommit,
    Instant at) {}
