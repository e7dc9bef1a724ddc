package coop.potluck.peer;

import coop.potluck.federation.Hash;
import coop.potluck.federation.Hashes;
import coop.potluck.federation.MerkleTree;
import java.util.ArrayDeque;
import java.util.Deque;

/** A tree as the roots of its complete subtrees, to which leaves can be added. */
final class CompactTree {

  private record Peak(int level, Hash hash) {}

  /** The largest first. */
  private final Deque<Peak> peaks = new ArrayDeque<>();

  /** The tree of the first {@code size} leaves. */
  CompactTree(Hashes hashes, long size) {
    var from = 0L;
    for (var level = 62; level >= 0; level--) {
      var width = 1L << level;
      if ((size & width) != 0) {
        peaks.addLast(new Peak(level, hashes.get(level, from >> level)));
        from += width;
      }
    }
  }

  void add(Hash leaf) {
    var peak = new Peak(0, leaf);
    for (var last = peaks.peekLast();
        last != null && last.level() == peak.level();
        last = peaks.peekLast()) {
      peaks.removeLast();
      peak = new Peak(peak.level() + 1, MerkleTree.node(last.hash(), peak.hash()));
    }
    peaks.addLast(peak);
  }

  Hash root() {
    Hash root = null;
    for (var each = peaks.descendingIterator(); each.hasNext(); ) {
      var peak = each.next().hash();
      root = root == null ? peak : MerkleTree.node(peak, root);
    }
    return root == null ? MerkleTree.EMPTY : root;
  }
}
