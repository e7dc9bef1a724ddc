package coop.potluck.peer;

import coop.potluck.federation.VerifierKey;
import java.net.URI;

/**
 * A witness as the operator names it.
 *
 * @param url what submissions and questions to it begin with, without a slash at its end; that of
 *     another node ends in {@code /witness}
 * @param key that it cosigns with
 */
public record WitnessSettings(URI url, VerifierKey key) {}
