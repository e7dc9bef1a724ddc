/**
 * Pure functions on two or more versions of a recipe: which is the higher one.
 *
 * <p>{@link coop.potluck.compatibility.VersionOrder} is the door.
 */
@NullMarked
package coop.potluck.compatibility;

import org.jspecify.annotations.NullMarked;
