package coop.potluck.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A variable that {@code .env.sample} tells the operator of.
 *
 * @param where the file and line: {@code .env.sample:7}
 * @param value its default, unquoted; empty where the operator must fill it in
 * @param comment what the sample says of it, on the line or in the lines above
 * @param optional whether the line is commented out
 */
public record EnvironmentKey(
    String key, String where, String value, @Nullable String comment, boolean optional) {}
