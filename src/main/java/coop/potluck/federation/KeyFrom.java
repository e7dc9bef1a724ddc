package coop.potluck.federation;

/** The key that signs a log's trees of {@code size} and more, until another one does. */
public record KeyFrom(long size, VerifierKey key) {}
