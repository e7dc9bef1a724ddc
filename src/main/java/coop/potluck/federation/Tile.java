package coop.potluck.federation;

import java.util.ArrayList;
import java.util.List;

/** The hashes of one tile, which are those of as many neighbouring subtrees of the same height. */
public final class Tile {

  private final TilePath path;
  private final byte[] bytes;

  private Tile(TilePath path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /** The tile that {@code bytes} are; malformed if there are not 32 for each of its hashes. */
  public static Tile parse(TilePath path, byte[] bytes) throws MalformedException {
    if (path.kind() != TilePath.Kind.TILE) {
      throw new IllegalArgumentException("no tile of hashes: " + path);
    }
    if (bytes.length != path.width() * Hash.SIZE) {
      throw new MalformedException(
          path.path(), path.width() * Hash.SIZE + " bytes, not " + bytes.length);
    }
    return new Tile(path, bytes.clone());
  }

  /** The tile of these hashes, 1 to 256, which gives it its width. */
  static Tile of(int level, long number, List<Hash> hashes) {
    var bytes = new byte[hashes.size() * Hash.SIZE];
    for (var i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).bytesUnsafe(), 0, bytes, i * Hash.SIZE, Hash.SIZE);
    }
    return new Tile(TilePath.tile(level, number, hashes.size()), bytes);
  }

  /** Which tile it is. */
  public TilePath path() {
    return path;
  }

  /** A copy of its hashes' bytes, one after the other. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The hash at {@code index}, from 0 to below its width. */
  public Hash hash(int index) {
    return Hash.at(bytes, index * Hash.SIZE);
  }

  /** All its hashes, in order. */
  public List<Hash> hashes() {
    var hashes = new ArrayList<Hash>(path.width());
    for (var i = 0; i < path.width(); i++) {
      hashes.add(hash(i));
    }
    return hashes;
  }

  /** The hash over a full tile, which is one hash of the level above. */
  public Hash root() {
    return over(TilePath.HEIGHT, 0);
  }

  /** The hash over {@code 2^height} of its hashes, after {@code index} times as many. */
  Hash over(int height, int index) {
    if (height == 0) {
      return hash(index);
    }
    return MerkleTree.node(over(height - 1, 2 * index), over(height - 1, 2 * index + 1));
  }
}
