package coop.potluck.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A file that a stack mounts under a versioned name.
 *
 * @param file its path in the repository; absent for an external config
 * @param sha256 of that file; absent where it is not there or was not read
 * @param versionKey the variable that carries its version, such as {@code NGINX_CONF_VERSION};
 *     absent where its name has none
 * @param version what {@code abra.sh} exports for it; absent where it exports none
 */
public record Config(
    String name,
    String where,
    boolean external,
    @Nullable String file,
    @Nullable String sha256,
    @Nullable String versionKey,
    @Nullable String version) {}
