package coop.potluck.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * Cuts a database's write-ahead log as a power cut may: anywhere past what was taken over into the
 * database file, before which it was synced.
 *
 * @see <a href="https://www.sqlite.org/walformat.html">sqlite.org/walformat.html</a>
 */
final class WalCut {

  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int PAGE_SIZE_AT = 8;
  private static final int LAST_FRAME_AT = 16;
  private static final int TAKEN_OVER_AT = 128;

  private WalCut() {}

  /** Copies a database that nobody has open, without its index of the log, which is made anew. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (var name : new String[] {"potluck.db", "potluck.db-wal", "log.signed"}) {
      if (Files.exists(from.resolve(name))) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
    }
  }

  /**
   * Cuts the log of a database that nobody has open, which has an index since somebody died.
   *
   * @param index the folder where the index is
   * @return whether something was cut off
   */
  static boolean cut(Path folder, Path index, Random random) throws IOException {
    var wal = folder.resolve("potluck.db-wal");
    var shm = index.resolve("potluck.db-shm");
    if (!Files.exists(wal) || !Files.exists(shm) || Files.size(wal) <= HEADER) {
      return false;
    }
    var known = ByteBuffer.wrap(Files.readAllBytes(shm)).order(ByteOrder.nativeOrder());
    try (var channel = FileChannel.open(wal, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var header = ByteBuffer.allocate(HEADER);
      channel.read(header, 0);
      var frame = FRAME_HEADER + header.getInt(PAGE_SIZE_AT);
      var least = HEADER + (long) frame * known.getInt(TAKEN_OVER_AT);
      var most = HEADER + (long) frame * known.getInt(LAST_FRAME_AT);
      if (least >= most || most > channel.size()) {
        return false;
      }
      channel.truncate(least + (long) (random.nextDouble() * (most - least)));
      return true;
    }
  }
}
