package coop.potluck.peer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Objects one after the other, each after its length in four bytes, the highest first. */
final class ObjectArchive {

  static final int LENGTH_BYTES = 4;

  private ObjectArchive() {}

  /**
   * Reads all, one at a time.
   *
   * @param maxObjectBytes of the largest that is read
   */
  static void read(InputStream in, long maxObjectBytes, Consumer<byte[]> each) throws IOException {
    while (true) {
      var prefix = in.readNBytes(LENGTH_BYTES);
      if (prefix.length == 0) {
        return;
      }
      if (prefix.length < LENGTH_BYTES) {
        throw new EOFException("an archive of objects ends within a length");
      }
      var length = Integer.toUnsignedLong(ByteBuffer.wrap(prefix).getInt());
      if (length > maxObjectBytes) {
        throw new IOException("an archive names an object of " + length + " bytes");
      }
      var object = in.readNBytes((int) length);
      if (object.length < length) {
        throw new EOFException("an archive of objects ends within an object");
      }
      each.accept(object);
    }
  }
}
