package coop.potluck.source;

import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository that a source holds.
 *
 * @param cloneUrl https, http or file; not for the public
 * @param token to clone with
 * @param updatedAt when it last changed, where its forge can be relied on to move this with every
 *     push: what stands at the same time as before need not be fetched
 */
public record ListedRepository(
    RecipeName name,
    String cloneUrl,
    @Nullable Secret token,
    Repository repository,
    @Nullable String defaultBranch,
    @Nullable Instant updatedAt) {}
