/**
 * Finding recipes: filters, order and pages over what the catalogue wrote.
 *
 * <p>Read only. {@link coop.potluck.search.RecipeSearch} is the door.
 */
@NullMarked
package coop.potluck.search;

import org.jspecify.annotations.NullMarked;
