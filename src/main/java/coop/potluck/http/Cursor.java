package coop.potluck.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where a list goes on: the key of the last entry that was shown.
 *
 * <p>Opaque to clients, and good only for the question that it came from: a checksum over both
 * keeps a cursor of another list, or a mistyped one, from being read as something it is not. It
 * proves nothing, so what it says is checked like any other input.
 */
public record Cursor(List<String> parts) {

  private static final int CHECKSUM = 4;

  public Cursor {
    parts = List.copyOf(parts);
  }

  /** A cursor of these parts. */
  public static Cursor of(String... parts) {
    return new Cursor(List.of(parts));
  }

  String encode(String question) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(parts.size());
      for (var part : parts) {
        out.writeUTF(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var payload = bytes.toByteArray();
    var whole =
        ByteBuffer.allocate(CHECKSUM + payload.length)
            .putInt(checksum(payload, question))
            .put(payload)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  static Optional<Cursor> decode(String text, String question) {
    try {
      var whole = Base64.getUrlDecoder().decode(text);
      if (whole.length <= CHECKSUM) {
        return Optional.empty();
      }
      var payload = Arrays.copyOfRange(whole, CHECKSUM, whole.length);
      if (ByteBuffer.wrap(whole).getInt() != checksum(payload, question)) {
        return Optional.empty();
      }
      var in = new DataInputStream(new ByteArrayInputStream(payload));
      var count = in.readUnsignedByte();
      var parts = new ArrayList<String>(count);
      for (var i = 0; i < count; i++) {
        parts.add(in.readUTF());
      }
      return in.available() == 0 ? Optional.of(new Cursor(parts)) : Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  private static int checksum(byte[] payload, String question) {
    var sum = new CRC32();
    sum.update(question.getBytes(StandardCharsets.UTF_8));
    sum.update(payload);
    return (int) sum.getValue();
  }
}
