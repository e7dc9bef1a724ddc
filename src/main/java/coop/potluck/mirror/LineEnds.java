package coop.potluck.mirror;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/**
 * Files to whose lines git gave other ends when it checked them out, as it does with {@code
 * core.autocrlf} and with attributes. What it did is seen in the index, whatever configuration made
 * it do so.
 */
final class LineEnds {

  private static final char CR = '\r';
  private static final char LF = '\n';

  private final @Nullable DirCache index;

  LineEnds(@Nullable DirCache index) {
    this.index = index;
  }

  /** The bytes as they were committed, where all that git changed are the ends of lines. */
  byte[] asCommitted(String path, byte[] bytes) {
    var entry = index == null ? null : index.getEntry(path);
    // The index has the size that the file had on the disk, and the name of what was committed. Of
    // a file that is as young as the index, the size does not count.
    if (entry == null || (entry.getLength() != bytes.length && !entry.isSmudged())) {
      return bytes;
    }
    var committed = withoutReturns(bytes);
    try (var hash = new ObjectInserter.Formatter()) {
      return committed.length < bytes.length
              && hash.idFor(Constants.OBJ_BLOB, committed).equals(entry.getObjectId())
          ? committed
          : bytes;
    }
  }

  private static byte[] withoutReturns(byte[] bytes) {
    var lines = new ByteArrayOutputStream(bytes.length);
    var start = 0;
    for (var i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == CR && bytes[i + 1] == LF) {
        lines.writeBytes(Arrays.copyOfRange(bytes, start, i));
        start = i + 1;
      }
    }
    lines.writeBytes(Arrays.copyOfRange(bytes, start, bytes.length));
    return lines.toByteArray();
  }
}
