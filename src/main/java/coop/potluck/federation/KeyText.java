package coop.potluck.federation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The text form that public and private keys share: {@code name+id+base64(type || 32 bytes)}.
 *
 * @param id the first four bytes of a hash over name, type and public key
 * @param bytes the public key, or the seed of a private one
 */
@SuppressWarnings("ArrayRecordComponent") // taken apart at once by those who asked for it
record KeyText(String name, int id, SignatureType type, byte[] bytes) {

  static final int KEY_BYTES = 32;

  private static final int MAX_CHARS = 1024;
  private static final HexFormat HEX = HexFormat.of();

  /** Reads a key; what a fault says never repeats the text, which may be a secret. */
  static KeyText parse(String where, String text) throws MalformedException {
    if (text.length() > MAX_CHARS) {
      throw new MalformedException(where, "at most " + MAX_CHARS + " characters");
    }
    var parts = text.split("\\+", 3);
    if (parts.length < 3 || !isName(parts[0])) {
      throw new MalformedException(where, "name+id+key, the name without spaces");
    }
    if (parts[1].length() != 8 || !isHex(parts[1])) {
      throw new MalformedException(where, "an id of 8 lower-case hexadecimal digits");
    }
    var material = Base64Text.decode(parts[2]).orElse(new byte[0]);
    var type = material.length == 0 ? null : SignatureType.of(material[0]).orElse(null);
    if (type == null || material.length != 1 + KEY_BYTES) {
      throw new MalformedException(
          where, "base64 of the type, 01 or 04, and the 32 bytes of an Ed25519 key");
    }
    return new KeyText(
        parts[0],
        HexFormat.fromHexDigits(parts[1]),
        type,
        Arrays.copyOfRange(material, 1, material.length));
  }

  /** The id that signed-note recommends and that tlog-cosignature demands. */
  static int id(String name, SignatureType type, byte[] publicKey) {
    var hash = Hash.ofParts(Utf8.encode(name), new byte[] {'\n', type.identifier()}, publicKey);
    return ByteBuffer.wrap(hash.bytesUnsafe()).getInt();
  }

  /** Whether a key may have this name. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && Utf8.isEncodable(name)
        && name.codePoints().noneMatch(c -> c == '+' || Utf8.isSpace(c) || c < 0x20);
  }

  String text() {
    var material = new byte[1 + KEY_BYTES];
    material[0] = type.identifier();
    System.arraycopy(bytes, 0, material, 1, KEY_BYTES);
    return name + "+" + HEX.toHexDigits(id) + "+" + Base64Text.encode(material);
  }

  /** Nothing of it, since it may be a secret. */
  @Override
  public String toString() {
    return "the key of " + name;
  }

  /** Whether all of {@code text} is hexadecimal digits in lower case. */
  static boolean isHex(String text) {
    return text.chars().allMatch(c -> HexFormat.isHexDigit(c) && !Character.isUpperCase(c));
  }
}
