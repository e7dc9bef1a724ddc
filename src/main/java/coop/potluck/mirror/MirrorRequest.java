package coop.potluck.mirror;

import coop.potluck.recipe.RecipeId;
import org.jspecify.annotations.Nullable;

/**
 * A repository to bring up to date.
 *
 * @param url {@code https://}, {@code http://} or {@code file://}, without credentials; a file
 *     whose name ends in {@code .bundle} is a git bundle
 * @param token sent to the host of {@code url} alone
 * @param defaultBranch without {@code refs/heads/}; absent to take the one the server names
 * @param force read the whole state again even where no ref has changed
 */
public record MirrorRequest(
    RecipeId id,
    String url,
    @Nullable AccessToken token,
    @Nullable String defaultBranch,
    boolean force) {}
