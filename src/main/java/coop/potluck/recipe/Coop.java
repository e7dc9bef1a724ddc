package coop.potluck.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A publisher of recipes.
 *
 * @param domain its DNS name, its identity among nodes; absent for a local try
 * @param name what people call it
 * @param homepage an absolute URL
 * @param icon an absolute URL
 */
public record Coop(
    CoopId id,
    @Nullable String domain,
    String name,
    @Nullable String homepage,
    @Nullable String icon) {}
