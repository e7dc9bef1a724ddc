/**
 * The one HTTP client that leaves the node.
 *
 * <p>URLs come from strangers: out of forges' lists, redirects, other nodes. Whatever the name said
 * a moment ago, the address is checked when the socket connects, so no URL makes the node talk to
 * its own network; bytes are counted after decompression, time over the whole call. The HTTP client
 * library stays behind these types.
 */
@NullMarked
package coop.potluck.outbound;

import org.jspecify.annotations.NullMarked;
