/**
 * The vocabulary of the catalogue: co-ops, recipes, versions and what a version is made of.
 *
 * <p>Values only, on the JDK alone. An id is a type of its own, so that text stops being text where
 * it enters the program. Lists are unmodifiable; an absent value is {@code null} and marked so.
 */
@NullMarked
package coop.potluck.recipe;

import org.jspecify.annotations.NullMarked;
