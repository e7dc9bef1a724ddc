package coop.potluck.federation;

import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;

/** The private key of this node's log, or of its witness. */
public final class SigningKey {

  private static final String WHERE = "private key";
  private static final String PREFIX = "PRIVATE+KEY+";

  private final byte[] seed;
  private final PrivateKey key;
  private final VerifierKey verifierKey;

  private SigningKey(String name, SignatureType type, byte[] seed) {
    this.seed = seed;
    this.key = Ed25519.privateKey(seed);
    this.verifierKey = VerifierKey.of(name, type, Ed25519.publicBytes(seed));
  }

  /**
   * A new key.
   *
   * @param name a log's origin or a witness's name: no spaces, no plus
   */
  public static SigningKey generate(String name, SignatureType type, SecureRandom random) {
    if (!KeyText.isName(name)) {
      throw new IllegalArgumentException("no name for a key: " + name);
    }
    var seed = new byte[KeyText.KEY_BYTES];
    random.nextBytes(seed);
    return new SigningKey(name, type, seed);
  }

  /**
   * The key that {@code PRIVATE+KEY+name+id+base64} spells, as Go's sumdb/note writes it;
   * malformed, too, if the id is not that of its public key.
   */
  public static SigningKey parse(String text) throws MalformedException {
    if (!text.startsWith(PREFIX)) {
      throw new MalformedException(WHERE, PREFIX + "name+id+key");
    }
    var parts = KeyText.parse(WHERE, text.substring(PREFIX.length()));
    var key = new SigningKey(parts.name(), parts.type(), parts.bytes());
    if (parts.id() != key.verifierKey.keyId()) {
      throw new MalformedException(WHERE, "the id of just this name, type and key");
    }
    return key;
  }

  /** The secret in the form that {@link #parse} reads; for its file alone. */
  public String secretText() {
    var text = new KeyText(verifierKey.name(), verifierKey.keyId(), verifierKey.type(), seed);
    return PREFIX + text.text();
  }

  /** The public half. */
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /**
   * This log's signature for the text of a note.
   *
   * @throws IllegalStateException if it is a witness's key
   */
  public SignedNote.Line sign(String noteText) {
    require(SignatureType.NOTE);
    return line(Ed25519.sign(key, Utf8.encode(noteText)));
  }

  /**
   * This witness's word that it saw the checkpoint with this text.
   *
   * @param time when; its seconds are kept
   * @throws IllegalStateException if it is a log's key
   */
  public SignedNote.Line cosign(String checkpointText, Instant time) {
    require(SignatureType.COSIGNATURE);
    var seconds = time.getEpochSecond();
    var message = Utf8.encode(Cosignature.message(seconds, checkpointText));
    return line(Cosignature.withTime(seconds, Ed25519.sign(key, message)));
  }

  private SignedNote.Line line(byte[] signature) {
    return SignedNote.Line.of(verifierKey.name(), verifierKey.keyId(), signature);
  }

  private void require(SignatureType type) {
    if (verifierKey.type() != type) {
      throw new IllegalStateException(verifierKey.name() + " has no key of type " + type);
    }
  }

  /** The public half, never the secret. */
  @Override
  public String toString() {
    return "the private key of " + verifierKey;
  }
}
