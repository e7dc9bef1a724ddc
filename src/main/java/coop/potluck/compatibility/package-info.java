/**
 * Pure functions on two or more versions of a recipe: order, differences, upgrades, lint.
 *
 * <p>No input or output, no clock: the same versions always get the same answer.
 */
@NullMarked
package coop.potluck.compatibility;

import org.jspecify.annotations.NullMarked;
