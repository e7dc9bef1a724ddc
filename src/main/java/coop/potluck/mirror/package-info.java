/**
 * Bare mirrors of the repositories that are followed, and read-only git for those who clone them.
 *
 * <p>{@link coop.potluck.mirror.Mirrors} fetches, and reads the files of a commit; it never checks
 * anything out. Whatever a server sends is bounded in bytes, objects, memory and time before it is
 * believed, and nothing becomes visible before it was checked whole. {@link
 * coop.potluck.mirror.WorkingCopy} reads a maintainer's folder within the same limits. The only
 * place that knows git.
 */
@NullMarked
package coop.potluck.mirror;

import org.jspecify.annotations.NullMarked;
