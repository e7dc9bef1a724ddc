/**
 * Transparency logs in the C2SP formats: this node's own, which it writes and signs, the verbatim
 * copies of others', how any of them is verified, and what this node witnesses.
 *
 * <p>Knows nothing of HTTP; {@code peer} fetches and {@code api} serves.
 */
@NullMarked
package coop.potluck.federation;

import org.jspecify.annotations.NullMarked;
