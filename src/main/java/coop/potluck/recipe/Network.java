package coop.potluck.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A network that a composition declares; an external one exists before it.
 *
 * @param externalName what an external network is called on the host; absent for others
 */
public record Network(String name, String where, boolean external, @Nullable String externalName) {}
