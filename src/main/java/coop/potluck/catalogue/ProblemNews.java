package coop.potluck.catalogue;

import java.time.Instant;

/**
 * A fault, and since when it may be there.
 *
 * @param since when this node first saw what it is a fault of as that is now
 */
public record ProblemNews(ProblemEntry problem, Instant since) {}
