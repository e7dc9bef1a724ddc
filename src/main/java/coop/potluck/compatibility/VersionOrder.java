package coop.potluck.compatibility;

import coop.potluck.recipe.Version;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The order of a recipe's versions, as keys whose bytes compare as the versions do.
 *
 * <p>Every release is above every legacy tag; then the numbers decide, absent ones as 0; then what
 * follows them in natural order; then the tag's date; last the tag's bytes. Natural order compares
 * runs of digits as numbers: the end is before a number, a number before a sign, {@code + - _}
 * before a dot, a dot before a letter. A {@code v} before a digit at the start counts for nothing.
 */
public final class VersionOrder {

  private static final int NUMBERS = 3;
  private static final int END = 0;
  private static final int NUMBER = 1;
  private static final String SIGNS = "+-_.";

  private VersionOrder() {}

  /** The version's key: compare unsigned, byte by byte, a prefix before what it begins. */
  public static byte[] key(Version version, Instant tagDate) {
    var key = new ByteArrayOutputStream();
    key.write(version.release() ? 1 : 0);
    for (var i = 0; i < NUMBERS; i++) {
      var given = i < version.numbers().size();
      number(key, given ? version.numbers().get(i) : BigInteger.ZERO);
    }
    natural(key, version.app());
    // The sign is turned so that moments before 1970 come first.
    key.writeBytes(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .putLong(tagDate.getEpochSecond() ^ Long.MIN_VALUE)
            .putInt(tagDate.getNano())
            .array());
    key.writeBytes(version.tag().getBytes(StandardCharsets.UTF_8));
    return key.toByteArray();
  }

  /** Shorter numbers are smaller, so the length goes first; a tag's length bounds it to a byte. */
  private static void number(ByteArrayOutputStream key, BigInteger number) {
    var bytes = number.signum() == 0 ? new byte[0] : number.toByteArray();
    var signByte = bytes.length > 0 && bytes[0] == 0 ? 1 : 0;
    key.write(bytes.length - signByte);
    key.write(bytes, signByte, bytes.length - signByte);
  }

  private static void natural(ByteArrayOutputStream key, String text) {
    var at = text.length() > 1 && text.charAt(0) == 'v' && isDigit(text.charAt(1)) ? 1 : 0;
    while (at < text.length()) {
      var end = at;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      if (end > at) {
        key.write(NUMBER);
        number(key, new BigInteger(text.substring(at, end)));
        at = end;
      } else {
        var sign = SIGNS.indexOf(text.charAt(at));
        // Letters are ASCII, far above the few ranks of the signs.
        key.write(sign >= 0 ? NUMBER + 1 + sign : text.charAt(at));
        at++;
      }
    }
    key.write(END);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
