/**
 * Following other nodes: their logs are fetched, verified, kept as theirs, and what they state of
 * co-ops that they speak for goes into the catalogue.
 *
 * <p>{@link coop.potluck.peer.Peers} is the door. All that comes from a peer is hostile until it is
 * verified, and limited even then; what does not verify changes nothing, is kept as evidence and
 * raises an alarm.
 */
@NullMarked
package coop.potluck.peer;

import org.jspecify.annotations.NullMarked;
