package coop.potluck.catalogue;

/**
 * What was parsed of two releases that are next to each other, as the hashes of their contents.
 *
 * @param below of the lower one
 */
public record Neighbours(String below, String above) {}
