package coop.potluck.recipe;

import java.time.Instant;

/**
 * Where a repository's default branch stands.
 *
 * @param branch without {@code refs/heads/}
 * @param date the committer's date, as claimed
 */
public record Head(String branch, ObjectName commit, ObjectName tree, Instant date) {}
