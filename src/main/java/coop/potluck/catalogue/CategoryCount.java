package coop.potluck.catalogue;

/** A category as maintainers write it, and how many recipes claim it. */
public record CategoryCount(String category, int recipes) {}
