package coop.potluck.federation;

import java.util.function.Function;

/** The hashes of the tree of {@code size} leaves, out of its tiles; remembers none of them. */
public final class TileHashes implements Hashes {

  private final long size;
  private final Function<TilePath, Tile> tiles;

  /**
   * A tree of {@code size} leaves.
   *
   * @param tiles gives each tile that the tree has, as wide as it is asked for
   */
  public TileHashes(long size, Function<TilePath, Tile> tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  @Override
  public Hash get(int level, long index) {
    if (level < 0 || index < 0 || index >= size >> level) {
      throw new IllegalArgumentException(
          "%d leaves have no complete subtree %d of level %d".formatted(size, index, level));
    }
    var tileLevel = level / TilePath.HEIGHT;
    var height = level % TilePath.HEIGHT;
    var first = index << height;
    var number = first / TilePath.FULL;
    var width = TilePath.hashesAt(tileLevel, size) - number * TilePath.FULL;
    var path = TilePath.tile(tileLevel, number, (int) Math.min(TilePath.FULL, width));
    return tiles.apply(path).over(height, (int) ((first % TilePath.FULL) >> height));
  }
}
