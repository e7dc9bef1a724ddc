package coop.potluck.compatibility;

import org.jspecify.annotations.Nullable;

/**
 * What one version says.
 *
 * @param where file and line; absent where no single place says it
 */
record Fact(String value, @Nullable String where) {}
