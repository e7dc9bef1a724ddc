package coop.potluck.recipe;

/**
 * A feature as found in the files, beside what the README claims.
 *
 * @param name {@code backups}, {@code healthcheck}, {@code email} or {@code sso}
 * @param because the declaration that shows it, or what was looked for in vain
 */
public record ComputedFeature(String name, boolean present, String because) {}
