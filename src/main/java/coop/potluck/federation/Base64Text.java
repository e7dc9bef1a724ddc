package coop.potluck.federation;

import java.util.Base64;
import java.util.Optional;

/** Standard base64 with padding, in its one canonical spelling. */
final class Base64Text {

  private Base64Text() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Empty unless encoding what was decoded spells {@code text} again. */
  static Optional<byte[]> decode(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
