package coop.potluck.source;

import coop.potluck.recipe.RecipeName;
import org.jspecify.annotations.Nullable;

/**
 * A repository that the operator names.
 *
 * @param url https, http or file; without credentials
 * @param name of the recipe; absent where the URL's last segment is the name
 * @param publicUrl where people clone it, if not at {@code url}
 */
public record RepositoryEntry(
    String url, @Nullable RecipeName name, @Nullable String publicUrl, @Nullable Secret token) {}
