package coop.potluck.recipe;

/**
 * A service's image in abra's view, which merges every Compose file at the root.
 *
 * @param image without registry and {@code library/}
 */
public record AbraImage(String service, String image, String tag) {}
