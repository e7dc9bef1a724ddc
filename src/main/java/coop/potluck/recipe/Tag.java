package coop.potluck.recipe;

import java.time.Instant;

/**
 * A tag as a mirror holds it.
 *
 * @param name without {@code refs/tags/}; any text that git accepts
 * @param object what the ref names: the tag object where it is annotated, else the commit
 * @param date the tagger's date where it is annotated, else the committer's; as claimed
 */
public record Tag(
    String name,
    ObjectName object,
    boolean annotated,
    ObjectName commit,
    ObjectName tree,
    Instant date) {}
