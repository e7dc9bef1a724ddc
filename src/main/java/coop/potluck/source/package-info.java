/**
 * Which co-ops this node follows, and what their sources hold.
 *
 * <p>A source is a list of repositories, a directory of them, an organisation on a forge, or the
 * seed. {@link coop.potluck.source.SourceLister} asks one source and gives all of its repositories
 * or the reason why not: an incomplete list is a failure, since what it leaves out would look
 * deleted. Forges are strangers; whatever they say is measured, cleaned or turned away.
 */
@NullMarked
package coop.potluck.source;

import org.jspecify.annotations.NullMarked;
