package coop.potluck.api;

import coop.potluck.recipe.Coop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * Names for what feeds tell of, that stay the same on every node and at every address.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.5">RFC 9562, version 5</a>
 */
final class EntryId {

  /** What all of ours are below. */
  private static final UUID NAMESPACE = UUID.fromString("5b9c3f0e-7d1a-4c52-9a86-2f4e0d6b1c37");

  private EntryId() {}

  /** The name for what these words identify; other words, or as many in other places, do not. */
  static String of(List<String> words) {
    var bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(NAMESPACE.getMostSignificantBits());
    bytes.putLong(NAMESPACE.getLeastSignificantBits());
    var hash = sha1();
    hash.update(bytes.array());
    for (var word : words) {
      var text = word.getBytes(StandardCharsets.UTF_8);
      hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
      hash.update(text);
    }
    var digest = ByteBuffer.wrap(hash.digest());
    var high = (digest.getLong() & ~0xF000L) | 0x5000L;
    var low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return "urn:uuid:" + new UUID(high, low);
  }

  /** What a co-op is called everywhere, or on this node where it has no such name. */
  static String coop(Coop coop) {
    return coop.domain() == null ? coop.id().value() : coop.domain();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
