/**
 * Logs: what this node states in its own, the copies it keeps of others', and how any log is
 * verified.
 *
 * <p>The formats are public ones, so that tools written by strangers can check a log: trees are
 * those of RFC 6962 ({@link coop.potluck.federation.MerkleTree}, {@link
 * coop.potluck.federation.Proofs}), served as C2SP {@code tlog-tiles} ({@link
 * coop.potluck.federation.TilePath}) under checkpoints that are {@code signed-note}s ({@link
 * coop.potluck.federation.SignedCheckpoint}). Documents are parsed strictly, so that what was
 * parsed is written again byte for byte; a malformed one throws {@link
 * coop.potluck.federation.MalformedException} and nothing else. A small value that is looked up
 * rather than explained (a hash, the path of a tile) parses to an {@link java.util.Optional}.
 *
 * <p>Knows nothing of HTTP; keys are Ed25519 by the JDK.
 */
@NullMarked
package coop.potluck.federation;

import org.jspecify.annotations.NullMarked;
