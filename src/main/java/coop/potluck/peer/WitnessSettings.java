package coop.potluck.peer;

import coop.potluck.federation.VerifierKey;
import java.net.URI;

/**
 * A witness that is asked to cosign this node's own log.
 *
 * @param url its address, without a slash at its end; {@code /add-checkpoint} is asked below it
 * @param key that its cosignatures verify by
 */
public record WitnessSettings(URI url, VerifierKey key) {}
