/**
 * Finding recipes: what a typed text means, which recipes it describes, the best first, their
 * facets, a page at a time, and suggestions for what is being typed.
 *
 * <p>{@link coop.potluck.search.RecipeSearch} is the door. Words are looked up in an index in
 * memory, which is lost with the process and built again from the rows that {@code catalogue}
 * writes; it takes in what changed when the next search asks, and each answer is of the one moment
 * that its transaction sees. Reads the database and never writes it. Imports {@code recipe} and
 * {@code database} alone, besides the JDK and JDBI; knows nothing of HTTP, JSON or git.
 */
@NullMarked
package coop.potluck.search;

import org.jspecify.annotations.NullMarked;
