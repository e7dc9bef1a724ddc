package coop.potluck.federation;

/** A statement of a later version of the format, which is kept and passed over. */
public record UnknownStatement(String type) implements Statement {}
