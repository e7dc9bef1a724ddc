package coop.potluck.recipe;

/**
 * Another recipe or service that must be there first.
 *
 * @param name {@code traefik}, {@code backup-bot}, {@code sso} or {@code swarm-cronjob}
 * @param because the declaration that says so, and where
 * @param optional whether only an overlay that is off by default needs it
 */
public record Need(String name, String because, boolean optional) {}
