package coop.potluck.peer;

import coop.potluck.federation.EntryBundle;
import coop.potluck.federation.Hash;
import coop.potluck.federation.Hashes;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.Tile;
import coop.potluck.federation.TileHashes;
import coop.potluck.federation.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tiles and entries of one signed tree, as a source shows them, each verified before it is
 * given out: those at the right edge make the signed root, all others are below a hash that was
 * verified. Holds a few tiles, whatever the size of the tree. For one thread.
 */
final class SignedTree {

  private static final int KEPT_TILES = 64;

  private final LogSource source;
  private final SignedCheckpoint checkpoint;

  /** The tiles at the right edge, once they have been found to make the root. */
  private final Map<TilePath, Tile> edge = new HashMap<>();

  private final Map<TilePath, Tile> verified =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, Tile> eldest) {
          return size() > KEPT_TILES;
        }
      };

  private boolean hasEdge;

  SignedTree(LogSource source, SignedCheckpoint checkpoint) {
    this.source = source;
    this.checkpoint = checkpoint;
  }

  SignedCheckpoint checkpoint() {
    return checkpoint;
  }

  private long size() {
    return checkpoint.checkpoint().size();
  }

  /** The root of the first {@code size} leaves, as this tree has them. */
  Hash root(long size) throws IOException, RefusedException {
    return unwrapped(() -> Proofs.root(new TileHashes(size(), this::tileUnchecked), size));
  }

  /** The hashes of this tree. What fails while they are asked for is thrown unchecked. */
  Hashes hashes() {
    return new TileHashes(size(), this::tileUnchecked);
  }

  /** The entries of a bundle as the source shows it, whatever they are. */
  List<byte[]> unverifiedEntries(long number) throws IOException, RefusedException {
    var path = TilePath.entries(number, width(0, number));
    return decoded(path, fetch(path));
  }

  static List<Hash> leafHashes(List<byte[]> entries) {
    return entries.stream().map(MerkleTree::leaf).toList();
  }

  private boolean isOfTree(TilePath bundle, List<Hash> leaves)
      throws IOException, RefusedException {
    if (!bundle.isFull()) {
      return tile(TilePath.tile(0, bundle.number(), bundle.width())).hashes().equals(leaves);
    }
    return hashAt(1, bundle.number()).equals(rootOf(leaves));
  }

  /** The hash over a full tile's hashes, which number a power of two. */
  private static Hash rootOf(List<Hash> hashes) {
    var level = hashes;
    while (level.size() > 1) {
      var above = new ArrayList<Hash>(level.size() / 2);
      for (var i = 0; i < level.size(); i += 2) {
        above.add(MerkleTree.node(level.get(i), level.get(i + 1)));
      }
      level = above;
    }
    return level.get(0);
  }

  /** A hash of a level of tiles. */
  private Hash hashAt(int level, long index) throws IOException, RefusedException {
    var number = index / TilePath.FULL;
    return tile(TilePath.tile(level, number, width(level, number)))
        .hash((int) (index % TilePath.FULL));
  }

  private int width(int level, long number) {
    var there = size() >> (8 * level);
    return (int) Math.min(TilePath.FULL, there - number * TilePath.FULL);
  }

  private Tile tile(TilePath path) throws IOException, RefusedException {
    verifyEdge();
    var known = edge.get(path);
    if (known == null) {
      known = verified.get(path);
    }
    if (known != null) {
      return known;
    }
    var bytes = fetch(path);
    var tile = parsed(path, bytes);
    if (!path.isFull() || !tile.root().equals(hashAt(path.level() + 1, path.number()))) {
      throw tampered(path, bytes);
    }
    verified.put(path, tile);
    return tile;
  }

  private void verifyEdge() throws IOException, RefusedException {
    if (hasEdge) {
      return;
    }
    var fetched = new HashMap<TilePath, Tile>();
    var root =
        unwrapped(
            () ->
                Proofs.root(
                    new TileHashes(size(), path -> fetched.computeIfAbsent(path, this::unverified)),
                    size()));
    if (!root.equals(checkpoint.checkpoint().root())) {
      var parts = new HashMap<String, byte[]>();
      parts.put("checkpoint", checkpoint.bytes());
      fetched.forEach((path, tile) -> parts.put(path.path(), tile.bytes()));
      throw new RefusedException(
          Alarm.Kind.TAMPERED_TILE,
          source.name() + " shows tiles that do not make the root which was signed",
          new Evidence.Shown(
              Map.of("source", source.name(), "root of the tiles", root.base64()), parts));
    }
    edge.putAll(fetched);
    hasEdge = true;
  }

  private Tile unverified(TilePath path) {
    try {
      return parsed(path, fetch(path));
    } catch (IOException | RefusedException e) {
      throw new WrappedException(e);
    }
  }

  private Tile tileUnchecked(TilePath path) {
    try {
      return tile(path);
    } catch (IOException | RefusedException e) {
      throw new WrappedException(e);
    }
  }

  private Tile parsed(TilePath path, byte[] bytes) throws RefusedException {
    try {
      return Tile.parse(path, bytes);
    } catch (MalformedException e) {
      throw tampered(path, bytes);
    }
  }

  private List<byte[]> decoded(TilePath path, byte[] bytes) throws RefusedException {
    try {
      // one that is too long is put aside for itself, once it is known to be of the tree
      return EntryBundle.decode(path, bytes, EntryBundle.MAX_ENTRY_BYTES);
    } catch (MalformedException e) {
      throw tampered(path, bytes);
    }
  }

  /** Throws where these are not the entries of that bundle of the tree. */
  void verify(long number, List<byte[]> entries) throws IOException, RefusedException {
    var path = TilePath.entries(number, width(0, number));
    if (!isOfTree(path, leafHashes(entries))) {
      throw tampered(path, EntryBundle.encode(entries));
    }
  }

  /** A part; where it was partial and is not there any more, the beginning of the full one. */
  private byte[] fetch(TilePath path) throws IOException, RefusedException {
    try {
      return source.tile(path);
    } catch (MissingPartException e) {
      return fetchFull(path);
    }
  }

  private byte[] fetchFull(TilePath path) throws IOException, RefusedException {
    try {
      if (!path.isFull()) {
        var full = path.withWidth(TilePath.FULL);
        var bytes = source.tile(full);
        return path.kind() == TilePath.Kind.TILE
            ? Arrays.copyOf(bytes, path.width() * Hash.SIZE)
            : EntryBundle.encode(decoded(full, bytes).subList(0, path.width()));
      }
    } catch (MissingPartException e) {
      // said below
    }
    throw new RefusedException(
        Alarm.Kind.SHRUNK,
        source.name() + " lacks " + path.path() + " of the tree of " + size() + " that is signed",
        new Evidence.Shown(
            Map.of("source", source.name(), "part", path.path()),
            Map.of("checkpoint", checkpoint.bytes())));
  }

  private RefusedException tampered(TilePath path, byte[] bytes) {
    var entries = path.kind() == TilePath.Kind.ENTRIES;
    return new RefusedException(
        entries ? Alarm.Kind.TAMPERED_ENTRIES : Alarm.Kind.TAMPERED_TILE,
        source.name() + " shows as " + path.path() + " what is not of the tree that was signed",
        new Evidence.Shown(
            Map.of("source", source.name(), "part", path.path()),
            Map.of("checkpoint", checkpoint.bytes(), path.path(), bytes)));
  }

  private interface Work<T> {
    T run();
  }

  private static <T> T unwrapped(Work<T> work) throws IOException, RefusedException {
    try {
      return work.run();
    } catch (WrappedException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RefusedException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Carries what failed through functions that may not fail. */
  private static final class WrappedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrappedException(Exception cause) {
      super(cause);
    }
  }
}
