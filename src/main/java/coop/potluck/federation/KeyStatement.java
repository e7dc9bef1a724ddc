package coop.potluck.federation;

/**
 * Another key signs this log's checkpoints from a size on.
 *
 * @param from the smallest tree that it signs
 */
public record KeyStatement(VerifierKey key, long from) implements Statement {}
