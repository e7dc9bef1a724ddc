/**
 * The one SQLite file: opening it, its schema, one writer and many readers, and how values become
 * columns.
 *
 * <p>{@link coop.potluck.database.Database} is the door. Nobody else touches the driver or the
 * pool. Knows nothing of what the tables mean.
 */
@NullMarked
package coop.potluck.database;

import org.jspecify.annotations.NullMarked;
