package coop.potluck.federation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A SHA-256 hash: 32 bytes that never change. */
public final class Hash {

  /** How many bytes a hash has. */
  public static final int SIZE = 32;

  private final byte[] value;

  private Hash(byte[] value) {
    this.value = value;
  }

  /**
   * The hash that these bytes are.
   *
   * @throws IllegalArgumentException unless there are {@link #SIZE} of them
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash has " + SIZE + " bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** The SHA-256 of the parts, one after the other. */
  static Hash ofParts(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return new Hash(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The SHA-256 of these bytes, as objects are named by. */
  public static Hash sha256(byte[] bytes) {
    return ofParts(bytes);
  }

  /** The hash that stands in {@code bytes} from {@code offset} on. */
  static Hash at(byte[] bytes, int offset) {
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + SIZE));
  }

  /** The hash that {@code text} is in standard base64, padded. */
  public static Optional<Hash> parseBase64(String text) {
    return Base64Text.decode(text).filter(bytes -> bytes.length == SIZE).map(Hash::new);
  }

  /** The hash that {@code text} is in 64 lower-case hexadecimal digits. */
  public static Optional<Hash> parseHex(String text) {
    return text.length() == 2 * SIZE && KeyText.isHex(text)
        ? Optional.of(new Hash(HexFormat.of().parseHex(text)))
        : Optional.empty();
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return value.clone();
  }

  /** The bytes themselves, for those who will not change them. */
  byte[] bytesUnsafe() {
    return value;
  }

  /** Standard base64, padded: 44 characters. */
  public String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  /** Lower-case hexadecimal: 64 characters. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(value, hash.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The hexadecimal form. */
  @Override
  public String toString() {
    return hex();
  }
}
