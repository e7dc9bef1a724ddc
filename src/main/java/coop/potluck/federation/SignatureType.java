package coop.potluck.federation;

import java.util.Arrays;
import java.util.Optional;

/** What a key's signatures are made over; both are Ed25519. */
public enum SignatureType {
  /** The text of a note, as logs sign their checkpoints. */
  NOTE(0x01),
  /** A checkpoint's text and the time at which a witness saw it. */
  COSIGNATURE(0x04);

  private final byte identifier;

  SignatureType(int identifier) {
    this.identifier = (byte) identifier;
  }

  /** The byte that stands for it in keys. */
  byte identifier() {
    return identifier;
  }

  static Optional<SignatureType> of(byte identifier) {
    return Arrays.stream(values()).filter(type -> type.identifier == identifier).findAny();
  }
}
