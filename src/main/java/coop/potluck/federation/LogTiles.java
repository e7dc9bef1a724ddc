package coop.potluck.federation;

import java.util.List;

/** The stored tiles of one log. */
final class LogTiles {

  private final LogSql sql;
  private final long log;

  LogTiles(LogSql sql, long log) {
    this.sql = sql;
    this.log = log;
  }

  /** The tile, as wide as it is asked for; throws if it is not stored so wide. */
  Tile get(TilePath path) {
    var bytes =
        sql.findTile(log, path.level(), path.number(), path.width() * Hash.SIZE)
            .orElseThrow(() -> new IllegalStateException("log " + log + " lacks " + path));
    try {
      return Tile.parse(path, bytes);
    } catch (MalformedException e) {
      throw new IllegalStateException("a tile is stored as it was made", e);
    }
  }

  Hash root(long size) {
    return Proofs.root(new TileHashes(size, this::get), size);
  }

  /** Adds leaves to the tree of {@code length}; its new root. */
  Hash grow(long length, List<Hash> leaves) {
    var growth = TileGrowth.of(length, this::get, leaves);
    for (var tile : growth.tiles()) {
      sql.putTile(log, tile.path().level(), tile.path().number(), tile.bytes());
    }
    return growth.root();
  }
}
