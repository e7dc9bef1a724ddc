package coop.potluck.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A secret that a stack needs.
 *
 * @param versionKey the variable that carries its version, such as {@code
 *     SECRET_DB_PASSWORD_VERSION}; absent where its name has none
 * @param version the value of that variable in {@code .env.sample}
 * @param length the length that the sample asks for
 * @param charset the characters that the sample asks for
 * @param generate whether a client may make one up; false where a person must bring it
 */
public record Secret(
    String name,
    String where,
    boolean external,
    @Nullable String versionKey,
    @Nullable String version,
    @Nullable Integer length,
    @Nullable String charset,
    boolean generate) {}
