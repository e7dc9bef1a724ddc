/**
 * The node's JSON: what {@code openapi.yaml} at the root of the project describes, and nothing
 * else.
 *
 * <p>{@link coop.potluck.api.Api} is the door: it makes the table of routes. Handlers are thin:
 * they ask the catalogue at one moment and put what they get into a {@code …View}, a shape on the
 * wire. Keys are in snake case, times in RFC 3339 and UTC; what is not known is null.
 */
@NullMarked
package coop.potluck.api;

import org.jspecify.annotations.NullMarked;
