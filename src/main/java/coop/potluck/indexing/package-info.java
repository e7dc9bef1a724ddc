/**
 * The write loop: when to look at a source or a repository, and what to do with what is found.
 *
 * <p>{@link coop.potluck.indexing.Indexer} lists, mirrors, reads and stores; {@link
 * coop.potluck.indexing.SyncLoop} says when. Nothing here is remembered that a kill could lose:
 * what is to be done is the difference between the mirror and the catalogue, found anew at each
 * look.
 */
@NullMarked
package coop.potluck.indexing;

import org.jspecify.annotations.NullMarked;
