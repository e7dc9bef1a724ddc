package coop.potluck.api;

import coop.potluck.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a webhook comes from who knows the co-op's secret.
 *
 * <p>Forgejo and Gitea send the hexadecimal HMAC-SHA256 of the body, GitHub the same behind {@code
 * sha256=}, GitLab the secret itself. The time that a comparison takes tells nothing.
 */
final class HookSignature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String GITHUB_PREFIX = "sha256=";

  private HookSignature() {}

  static boolean fits(Request request, byte[] body, String secret) {
    var hmac = HexFormat.of().formatHex(hmac(body, secret));
    var fits = false;
    for (var header : new String[] {"X-Forgejo-Signature", "X-Gitea-Signature"}) {
      fits |= equal(request.header(header).orElse("").toLowerCase(Locale.ROOT), hmac);
    }
    var github = request.header("X-Hub-Signature-256").orElse("").toLowerCase(Locale.ROOT);
    fits |= equal(github, GITHUB_PREFIX + hmac);
    fits |= equal(request.header("X-Gitlab-Token").orElse(""), secret);
    return fits;
  }

  /** Compares hashes, so that not even the length of the secret shows. */
  static boolean equal(String given, String wanted) {
    return MessageDigest.isEqual(sha256(given), sha256(wanted));
  }

  private static byte[] hmac(byte[] body, String secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
