package coop.potluck.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Strong entity tags, quoted, one for each coding; and what If-None-Match says of them. */
final class EntityTag {

  private static final int BYTES = 15;

  private EntityTag() {}

  /** The common part of the tags of these bytes. */
  static String of(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      var half = new byte[BYTES];
      System.arraycopy(hash, 0, half, 0, BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The common part of the tags of whatever these words identify. */
  static String of(String edition, long revision, String key) {
    return of((edition + '\n' + revision + '\n' + key).getBytes(StandardCharsets.UTF_8));
  }

  static String quoted(String common, Coding coding) {
    return '"' + common + (coding == Coding.GZIP ? "-gzip\"" : "\"");
  }

  /** Whether a header lists {@code tag}, by weak comparison, or is {@code *}. */
  static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    if (ifNoneMatch.equals(tag)) {
      return true;
    }
    if (ifNoneMatch.strip().equals("*")) {
      return true;
    }
    var at = 0;
    while (true) {
      var open = ifNoneMatch.indexOf('"', at);
      var close = open < 0 ? -1 : ifNoneMatch.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      if (close + 1 - open == tag.length() && ifNoneMatch.startsWith(tag, open)) {
        return true;
      }
      at = close + 1;
    }
  }
}
