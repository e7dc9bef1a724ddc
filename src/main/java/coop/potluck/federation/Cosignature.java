package coop.potluck.federation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A witness's word, which was verified, that at a time it had seen no larger tree of a log.
 *
 * @param witness whose word it is
 * @param time when, in whole seconds
 * @see <a href="https://c2sp.org/tlog-cosignature">tlog-cosignature</a>
 */
public record Cosignature(VerifierKey witness, Instant time) {

  /** The last second that {@link Instant} can hold. */
  private static final long MAX_TIME = Instant.MAX.getEpochSecond();

  /** The cosignature of {@code witness} among the lines of a note, if there is a sound one. */
  public static Optional<Cosignature> find(SignedNote note, VerifierKey witness) {
    if (witness.type() != SignatureType.COSIGNATURE || !note.isSignedBy(witness)) {
      return Optional.empty();
    }
    // the youngest, where there are several
    return note
        .linesOf(witness)
        .mapToLong(line -> time(line.signature()).orElseThrow())
        .max()
        .stream()
        .mapToObj(seconds -> new Cosignature(witness, Instant.ofEpochSecond(seconds)))
        .findAny();
  }

  /** What a witness signs. */
  static String message(long seconds, String checkpointText) {
    return "cosignature/v1\ntime " + seconds + "\n" + checkpointText;
  }

  /** The seconds with which a signature begins; empty if it has another length or an odd time. */
  static OptionalLong time(byte[] signature) {
    if (signature.length != Long.BYTES + Ed25519.SIGNATURE_BYTES) {
      return OptionalLong.empty();
    }
    var seconds = ByteBuffer.wrap(signature).getLong();
    return seconds < 0 || seconds > MAX_TIME ? OptionalLong.empty() : OptionalLong.of(seconds);
  }

  static byte[] withoutTime(byte[] signature) {
    return Arrays.copyOfRange(signature, Long.BYTES, signature.length);
  }

  static byte[] withTime(long seconds, byte[] signature) {
    return ByteBuffer.allocate(Long.BYTES + signature.length)
        .putLong(seconds)
        .put(signature)
        .array();
  }
}
