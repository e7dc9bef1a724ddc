package coop.potluck.source;

/** A repository that a source holds and the node passes over, with the reason. */
public record Skipped(String name, String reason) {}
