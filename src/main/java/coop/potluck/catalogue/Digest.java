package coop.potluck.catalogue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A hash of a list of texts, each with its length, so that no two lists run into one another. */
final class Digest {

  private final MessageDigest digest;

  Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Digest add(@Nullable String text) {
    var bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    var length = ByteBuffer.allocate(Integer.BYTES).putInt(bytes == null ? -1 : bytes.length);
    digest.update(length.array());
    if (bytes != null) {
      digest.update(bytes);
    }
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
