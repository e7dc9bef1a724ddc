package coop.potluck.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What becomes of a tree's tiles when leaves are added.
 *
 * @param size the leaves that the tree then has
 * @param root its root
 * @param tiles those that grew or are new, whole, as wide as they then are
 */
public record TileGrowth(long size, Hash root, List<Tile> tiles) {

  public TileGrowth {
    tiles = List.copyOf(tiles);
  }

  /**
   * Adds leaves to a tree of {@code size}.
   *
   * @param stored gives the partial tiles at the tree's right edge, as wide as they are now
   * @param leaves the new leaves' hashes
   */
  public static TileGrowth of(long size, Function<TilePath, Tile> stored, List<Hash> leaves) {
    if (size < 0 || leaves.size() > MerkleTree.MAX_SIZE - size) {
      throw new IllegalArgumentException("no tree: " + size + " and " + leaves.size());
    }
    Map<TilePath, Tile> grown = new LinkedHashMap<>();
    var level = 0;
    var added = leaves;
    while (!added.isEmpty()) {
      added = grow(level, TilePath.hashesAt(level, size), added, stored, grown);
      level++;
    }
    var newSize = size + leaves.size();
    var edge = new HashMap<>(grown);
    var hashes = new TileHashes(newSize, path -> edge.computeIfAbsent(path, stored));
    return new TileGrowth(newSize, Proofs.root(hashes, newSize), List.copyOf(grown.values()));
  }

  /** Adds hashes to one level; those that this adds to the next are the roots of full tiles. */
  private static List<Hash> grow(
      int level,
      long before,
      List<Hash> added,
      Function<TilePath, Tile> stored,
      Map<TilePath, Tile> grown) {
    var above = new ArrayList<Hash>();
    var number = before / TilePath.FULL;
    var width = (int) (before % TilePath.FULL);
    List<Hash> hashes = new ArrayList<>();
    if (width > 0) {
      hashes.addAll(stored.apply(TilePath.tile(level, number, width)).hashes());
    }
    var taken = 0;
    while (taken < added.size()) {
      var more = Math.min(TilePath.FULL - hashes.size(), added.size() - taken);
      hashes.addAll(added.subList(taken, taken + more));
      taken += more;
      var tile = Tile.of(level, number, hashes);
      grown.put(tile.path(), tile);
      if (tile.path().isFull()) {
        above.add(tile.root());
      }
      number++;
      hashes.clear();
    }
    return above;
  }
}
