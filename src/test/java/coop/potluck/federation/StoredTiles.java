package coop.potluck.federation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tiles in memory; one that was never put there is a fault of whoever asks for it. */
final class StoredTiles {

  private final Map<TilePath, Tile> tiles = new HashMap<>();

  void put(List<Tile> more) {
    more.forEach(tile -> tiles.put(tile.path(), tile));
  }

  Tile get(TilePath path) {
    var tile = tiles.get(path);
    if (tile == null) {
      throw new AssertionError("nobody stored " + path);
    }
    return tile;
  }

  Set<TilePath> paths() {
    return tiles.keySet();
  }
}
