package coop.potluck.federation;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * The public key of a log or of a witness, by its name.
 *
 * @see <a href="https://c2sp.org/signed-note#verifier-keys">signed-note, verifier keys</a>
 */
public final class VerifierKey {

  private static final String WHERE = "verifier key";

  private final KeyText text;
  private final PublicKey key;

  private VerifierKey(KeyText text, PublicKey key) {
    this.text = text;
    this.key = key;
  }

  /**
   * The key that {@code name+id+base64} spells; malformed, too, if the id is not that of the key or
   * if the key is no point that only its owner can sign for.
   */
  public static VerifierKey parse(String vkey) throws MalformedException {
    var text = KeyText.parse(WHERE, vkey);
    if (text.id() != KeyText.id(text.name(), text.type(), text.bytes())) {
      throw new MalformedException(WHERE, "the id of just this name, type and key");
    }
    try {
      return new VerifierKey(text, Ed25519.publicKey(text.bytes()));
    } catch (GeneralSecurityException e) {
      throw new MalformedException(WHERE, "a sound Ed25519 public key");
    }
  }

  /** The key of {@code name}, whose 32 bytes were made here. */
  static VerifierKey of(String name, SignatureType type, byte[] publicKey) {
    try {
      var id = KeyText.id(name, type, publicKey);
      var text = new KeyText(name, id, type, publicKey.clone());
      return new VerifierKey(text, Ed25519.publicKey(publicKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made is sound", e);
    }
  }

  /** Whose key it is: a log's origin, or a witness's name. */
  public String name() {
    return text.name();
  }

  /** What stands for it in signatures, beside the name. */
  public int keyId() {
    return text.id();
  }

  /** What its signatures are made over. */
  public SignatureType type() {
    return text.type();
  }

  /** Whether both are the same public key, whatever they are named. */
  public boolean hasSameKeyAs(VerifierKey other) {
    return Arrays.equals(text.bytes(), other.text.bytes());
  }

  /**
   * Whether {@code signature} is this key's for the text of a note; one of a witness begins with
   * its time.
   */
  public boolean verify(String noteText, byte[] signature) {
    return switch (type()) {
      case NOTE -> Ed25519.verify(key, Utf8.encode(noteText), signature);
      case COSIGNATURE -> verifyCosignature(noteText, signature);
    };
  }

  private boolean verifyCosignature(String noteText, byte[] signature) {
    var time = Cosignature.time(signature);
    if (time.isEmpty()) {
      return false;
    }
    var message = Utf8.encode(Cosignature.message(time.getAsLong(), noteText));
    return Ed25519.verify(key, message, Cosignature.withoutTime(signature));
  }

  /** The text form, {@code name+id+base64}. */
  public String vkey() {
    return text.text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && vkey().equals(that.vkey());
  }

  @Override
  public int hashCode() {
    return vkey().hashCode();
  }

  /** The text form. */
  @Override
  public String toString() {
    return vkey();
  }
}
