package coop.potluck.federation;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which tile of a log, or which bundle of its entries, and how much of it.
 *
 * @param kind hashes or entries
 * @param level how many tiles are below a tile of hashes, 0 to 63; 0 for entries
 * @param number how many of that level stand before it
 * @param width how many hashes or entries it has, 1 to 256; below 256 it is partial
 * @see <a href="https://c2sp.org/tlog-tiles">tlog-tiles</a>
 */
public record TilePath(Kind kind, int level, long number, int width) {

  /** How many hashes or entries a full tile has. */
  public static final int FULL = 256;

  /** The highest level that a path can name. */
  public static final int MAX_LEVEL = 63;

  /** Bits of a leaf's number that one level takes. */
  static final int HEIGHT = 8;

  /** The highest level of the largest tree. */
  private static final int TOP = 62 / HEIGHT;

  private static final long MAX_NUMBER = MerkleTree.MAX_SIZE / FULL;
  private static final Pattern SHAPE =
      Pattern.compile(
          "tile/(?:(?<level>[0-9]{1,2})|entries)"
              + "/(?<number>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/(?<width>[0-9]{1,3}))?");

  /** What a tile holds. */
  public enum Kind {
    /** Hashes of the tree. */
    TILE,
    /** The entries that level 0 has the hashes of. */
    ENTRIES
  }

  public TilePath {
    if (level < 0
        || level > MAX_LEVEL
        || (kind == Kind.ENTRIES && level != 0)
        || number < 0
        || number > MAX_NUMBER
        || width < 1
        || width > FULL) {
      throw new IllegalArgumentException(
          "no tile: %s level %d number %d width %d".formatted(kind, level, number, width));
    }
  }

  /** A tile of hashes. */
  public static TilePath tile(int level, long number, int width) {
    return new TilePath(Kind.TILE, level, number, width);
  }

  /** A bundle of entries. */
  public static TilePath entries(long number, int width) {
    return new TilePath(Kind.ENTRIES, 0, number, width);
  }

  /** The path after a log's prefix, such as {@code tile/0/x001/234.p/5}, if it is one. */
  public static Optional<TilePath> parse(String path) {
    var parts = SHAPE.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var level = parts.group("level");
    var number = Long.parseLong(parts.group("number").replaceAll("[x/]", ""));
    var width = parts.group("width");
    var levelNumber = level == null ? 0 : Integer.parseInt(level);
    var widthNumber = width == null ? FULL : Integer.parseInt(width);
    if (levelNumber > MAX_LEVEL || number > MAX_NUMBER || widthNumber < 1 || widthNumber > FULL) {
      return Optional.empty();
    }
    var kind = level == null ? Kind.ENTRIES : Kind.TILE;
    return Optional.of(new TilePath(kind, levelNumber, number, widthNumber))
        // one spelling each: no leading zeroes, and a full tile has no width
        .filter(tile -> tile.path().equals(path));
  }

  /**
   * What a reader who has the first {@code from} leaves still needs for the first {@code to}: tiles
   * of hashes, the lowest level first, then bundles; those that grew whole, as wide as they are
   * now. It is not held in memory.
   */
  public static Stream<TilePath> ofSize(long from, long to) {
    if (from < 0 || from > to || to > MerkleTree.MAX_SIZE) {
      throw new IllegalArgumentException("no growth: from " + from + " to " + to);
    }
    var paths = Stream.<TilePath>empty();
    for (var level = 0; level <= TOP; level++) {
      paths = Stream.concat(paths, grown(Kind.TILE, level, from, to));
    }
    return Stream.concat(paths, grown(Kind.ENTRIES, 0, from, to));
  }

  private static Stream<TilePath> grown(Kind kind, int level, long from, long to) {
    var before = hashesAt(level, from);
    var after = hashesAt(level, to);
    if (before == after) {
      return Stream.empty();
    }
    return LongStream.rangeClosed(before / FULL, (after - 1) / FULL)
        .mapToObj(
            number ->
                new TilePath(kind, level, number, (int) Math.min(FULL, after - number * FULL)));
  }

  /** How many hashes level {@code level} of the tiles of a tree of {@code size} has. */
  static long hashesAt(int level, long size) {
    return level > TOP ? 0 : size >> (HEIGHT * level);
  }

  /** The path after a log's prefix, such as {@code tile/entries/x001/234.p/5}. */
  public String path() {
    var path = new StringBuilder("tile/").append(kind == Kind.ENTRIES ? "entries" : level);
    var digits = Long.toString(number);
    digits = "0".repeat((3 - digits.length() % 3) % 3) + digits;
    for (var at = 0; at < digits.length(); at += 3) {
      path.append(at + 3 < digits.length() ? "/x" : "/").append(digits, at, at + 3);
    }
    return isFull() ? path.toString() : path.append(".p/").append(width).toString();
  }

  /** Whether it can grow no more. */
  public boolean isFull() {
    return width == FULL;
  }

  /** How many hashes of its level, or entries, stand before its first. */
  public long start() {
    return number * FULL;
  }

  /** Whether a tree of {@code size} leaves has all of it. */
  public boolean isIn(long size) {
    return hashesAt(level, size) >= start() + width;
  }

  /** The same tile with another width, 1 to 256. */
  public TilePath withWidth(int newWidth) {
    return new TilePath(kind, level, number, newWidth);
  }

  @Override
  public String toString() {
    return path();
  }
}
