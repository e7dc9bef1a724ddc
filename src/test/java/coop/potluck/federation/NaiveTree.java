package coop.potluck.federation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A tree by the recursive definitions of RFC 6962, section 2.1, word for word. */
final class NaiveTree {

  private final List<byte[]> entries;
  private final Map<Long, Hash> roots = new HashMap<>();

  NaiveTree(int size) {
    this(
        IntStream.range(0, size)
            .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
            .toList());
  }

  NaiveTree(List<byte[]> entries) {
    this.entries = List.copyOf(entries);
  }

  /** A subtree's root by its first leaf and the one after its last; remembered, to be quick. */
  Hash root(int from, int to) {
    if (to - from == 0) {
      return Hash.sha256(new byte[0]);
    }
    var key = ((long) from << 32) + to;
    var known = roots.get(key);
    if (known == null) {
      known =
          to - from == 1
              ? MerkleTree.leaf(entries.get(from))
              : MerkleTree.node(root(from, from + k(to - from)), root(from + k(to - from), to));
      roots.put(key, known);
    }
    return known;
  }

  Hash root(int size) {
    return root(0, size);
  }

  Hash leaf(int index) {
    return root(index, index + 1);
  }

  List<Hash> leaves() {
    return IntStream.range(0, entries.size()).mapToObj(this::leaf).toList();
  }

  List<Hash> inclusion(int index, int size) {
    return path(index, 0, size);
  }

  private List<Hash> path(int m, int from, int to) {
    var n = to - from;
    if (n == 1) {
      return List.of();
    }
    var k = k(n);
    return m < k
        ? and(path(m, from, from + k), root(from + k, to))
        : and(path(m - k, from + k, to), root(from, from + k));
  }

  List<Hash> consistency(int oldSize, int size) {
    return oldSize == 0 ? List.of() : subproof(oldSize, 0, size, true);
  }

  private List<Hash> subproof(int m, int from, int to, boolean isWhole) {
    var n = to - from;
    if (m == n) {
      return isWhole ? List.of() : List.of(root(from, to));
    }
    var k = k(n);
    return m <= k
        ? and(subproof(m, from, from + k, isWhole), root(from + k, to))
        : and(subproof(m - k, from + k, to, false), root(from, from + k));
  }

  /** The largest power of two that is below {@code n}. */
  private static int k(int n) {
    var k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> and(List<Hash> hashes, Hash last) {
    var all = new ArrayList<>(hashes);
    all.add(last);
    return all;
  }

  /** Its complete subtrees. */
  Hashes hashes() {
    return (level, index) ->
        root(Math.toIntExact(index << level), Math.toIntExact((index + 1) << level));
  }
}
