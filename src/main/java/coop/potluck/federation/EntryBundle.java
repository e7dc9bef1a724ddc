package coop.potluck.federation;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entries under one tile of level 0, each after its length in two bytes.
 *
 * @see <a href="https://c2sp.org/tlog-tiles#log-entries">tlog-tiles, log entries</a>
 */
public final class EntryBundle {

  /** The longest entry that the form can hold. */
  public static final int MAX_ENTRY_BYTES = 0xFFFF;

  /** The longest bundle that the form can be. */
  public static final int MAX_BYTES = TilePath.FULL * (2 + MAX_ENTRY_BYTES);

  private EntryBundle() {}

  /**
   * The bundle of these entries.
   *
   * @throws IllegalArgumentException if there are none or over 256, or one is too long
   */
  public static byte[] encode(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > TilePath.FULL) {
      throw new IllegalArgumentException("a bundle has 1 to 256 entries, not " + entries.size());
    }
    var bundle = new ByteArrayOutputStream();
    for (var entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
      }
      bundle.write(entry.length >> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /**
   * The entries of a bundle.
   *
   * @param path the bundle's, which says how many there are
   * @param maxEntryBytes the longest entry that is wanted
   */
  public static List<byte[]> decode(TilePath path, byte[] bundle, int maxEntryBytes)
      throws MalformedException {
    if (path.kind() != TilePath.Kind.ENTRIES) {
      throw new IllegalArgumentException("no bundle of entries: " + path);
    }
    var entries = new ArrayList<byte[]>();
    var at = 0;
    while (entries.size() < path.width()) {
      var where = path.path() + " entry " + (path.start() + entries.size());
      if (bundle.length - at < 2) {
        throw new MalformedException(where, "a length in two bytes; the bundle ends before it");
      }
      var length = ((bundle[at] & 0xFF) << 8) | (bundle[at + 1] & 0xFF);
      at += 2;
      if (length > maxEntryBytes) {
        throw new MalformedException(
            where, "at most %d bytes, not %d".formatted(maxEntryBytes, length));
      }
      if (bundle.length - at < length) {
        throw new MalformedException(where, length + " bytes; the bundle ends before them");
      }
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
    }
    if (at != bundle.length) {
      throw new MalformedException(
          path.path(), "nothing after its last entry, not %d bytes".formatted(bundle.length - at));
    }
    return entries;
  }
}
