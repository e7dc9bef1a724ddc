/**
 * The canonical bytes of what was read, their schema's number and their hash.
 *
 * <p>The same content gives the same bytes on every node: JSON by RFC 8785, with absent values left
 * out. {@link coop.potluck.object.RecipeObject} is the door.
 */
@NullMarked
package coop.potluck.object;

import org.jspecify.annotations.NullMarked;
