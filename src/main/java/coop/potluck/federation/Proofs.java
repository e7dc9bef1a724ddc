package coop.potluck.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Roots and proofs: making them from a tree's hashes, and checking them without the tree.
 *
 * <p>Making throws {@link IllegalArgumentException} where there can be no such proof. Checking
 * answers false to whatever is wrong, since what it checks comes from strangers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 */
public final class Proofs {

  private Proofs() {}

  /** The root of the tree of the first {@code size} leaves. */
  public static Hash root(Hashes hashes, long size) {
    require(size >= 0 && size <= MerkleTree.MAX_SIZE, "a tree cannot have this size", size);
    return size == 0 ? MerkleTree.EMPTY : over(hashes, 0, size);
  }

  /**
   * What shows that the leaf at {@code index} is in the tree of {@code size} leaves: the hashes
   * beside its way up, from its sibling on.
   */
  public static List<Hash> inclusion(Hashes hashes, long index, long size) {
    require(size <= MerkleTree.MAX_SIZE, "a tree cannot have this size", size);
    require(index >= 0 && index < size, "the tree has no such leaf", index);
    var downwards = new ArrayList<Hash>();
    var from = 0L;
    var to = size;
    while (to - from > 1) {
      var middle = from + leftSize(to - from);
      if (index < middle) {
        downwards.add(over(hashes, middle, to));
        to = middle;
      } else {
        downwards.add(over(hashes, from, middle));
        from = middle;
      }
    }
    Collections.reverse(downwards);
    return List.copyOf(downwards);
  }

  /**
   * What shows that the tree of {@code oldSize} leaves is the beginning of that of {@code size};
   * empty if either they are one tree or the older has no leaf.
   */
  public static List<Hash> consistency(Hashes hashes, long oldSize, long size) {
    require(size <= MerkleTree.MAX_SIZE, "a tree cannot have this size", size);
    require(oldSize >= 0 && oldSize <= size, "the tree was never this small", oldSize);
    if (oldSize == 0) {
      return List.of();
    }
    var downwards = new ArrayList<Hash>();
    var from = 0L;
    var to = size;
    while (to != oldSize) {
      var middle = from + leftSize(to - from);
      if (oldSize <= middle) {
        downwards.add(over(hashes, middle, to));
        to = middle;
      } else {
        downwards.add(over(hashes, from, middle));
        from = middle;
      }
    }
    if (from != 0) {
      downwards.add(over(hashes, from, to));
    }
    Collections.reverse(downwards);
    return List.copyOf(downwards);
  }

  /** Whether {@code proof} leads from this leaf hash at {@code index} to the root. */
  public static boolean verifyInclusion(
      Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    if (index < 0 || index >= size || size > MerkleTree.MAX_SIZE) {
      return false;
    }
    var way = new Way(index, size - 1);
    var reached = leaf;
    for (var beside : proof) {
      if (way.isAtTop()) {
        return false;
      }
      reached =
          way.goesUpLeft() ? MerkleTree.node(beside, reached) : MerkleTree.node(reached, beside);
      way.up();
    }
    return way.isAtTop() && reached.equals(root);
  }

  /** Whether {@code proof} shows that the first {@code oldSize} leaves are the same in both. */
  public static boolean verifyConsistency(
      long oldSize, Hash oldRoot, long size, Hash root, List<Hash> proof) {
    if (oldSize < 0 || oldSize > size || size > MerkleTree.MAX_SIZE) {
      return false;
    }
    if (oldSize == 0 && !oldRoot.equals(MerkleTree.EMPTY)) {
      return false;
    }
    if (oldSize == size) {
      return proof.isEmpty() && oldRoot.equals(root);
    }
    if (oldSize == 0) {
      return proof.isEmpty();
    }
    return reachesBoth(oldSize, oldRoot, size, root, proof);
  }

  /** Goes up from the last complete subtree of the older tree, to both roots at once. */
  private static boolean reachesBoth(
      long oldSize, Hash oldRoot, long size, Hash root, List<Hash> proof) {
    var way = new Way(oldSize - 1, size - 1);
    way.skipRightTurns();
    var oldIsComplete = Long.bitCount(oldSize) == 1;
    if (proof.isEmpty()) {
      return false;
    }
    var start = oldIsComplete ? oldRoot : proof.get(0);
    var reachedOld = start;
    var reached = start;
    for (var beside : oldIsComplete ? proof : proof.subList(1, proof.size())) {
      if (way.isAtTop()) {
        return false;
      }
      if (way.goesUpLeft()) {
        reachedOld = MerkleTree.node(beside, reachedOld);
        reached = MerkleTree.node(beside, reached);
      } else {
        reached = MerkleTree.node(reached, beside);
      }
      way.up();
    }
    return way.isAtTop() && reachedOld.equals(oldRoot) && reached.equals(root);
  }

  /** The way from a node up to the root, as the numbers of the node and of the last beside it. */
  private static final class Way {
    private long node;
    private long last;

    Way(long node, long last) {
      this.node = node;
      this.last = last;
    }

    boolean isAtTop() {
      return last == 0;
    }

    /** Whether what is beside is on the left; the last node of a level has nothing on its right. */
    boolean goesUpLeft() {
      return isRight() || node == last;
    }

    /** One level up, and past those where the last node stands alone. */
    void up() {
      while (node == last && node != 0 && !isRight()) {
        shift();
      }
      shift();
    }

    void skipRightTurns() {
      while (isRight()) {
        shift();
      }
    }

    private boolean isRight() {
      return (node & 1) == 1;
    }

    private void shift() {
      node >>= 1;
      last >>= 1;
    }
  }

  /** The hash over leaves that are a whole subtree: {@code from} is a multiple of its width. */
  private static Hash over(Hashes hashes, long from, long to) {
    var size = to - from;
    if (Long.bitCount(size) == 1) {
      var level = Long.numberOfTrailingZeros(size);
      return hashes.get(level, from >> level);
    }
    var middle = from + leftSize(size);
    return MerkleTree.node(over(hashes, from, middle), over(hashes, middle, to));
  }

  /** The largest power of two below {@code size}, which is over 1. */
  private static long leftSize(long size) {
    return Long.highestOneBit(size - 1);
  }

  private static void require(boolean holds, String otherwise, long number) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise + ": " + number);
    }
  }
}
