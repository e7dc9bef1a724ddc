package coop.potluck.recipe;

/**
 * What a maintainer wrote for operators who upgrade to a version.
 *
 * @param tag the version it belongs to; {@code next} for a draft
 * @param path where it lies: {@code release/2.0.0+3.0.0}
 */
public record ReleaseNote(String tag, String path, String text) {}
