package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProofsTest {

  private static final int LARGEST = 600;
  private static final NaiveTree TREE = new NaiveTree(LARGEST);
  private static final Hashes HASHES = TREE.hashes();
  private static final long FAR = MerkleTree.MAX_SIZE;

  @Test
  void roots_are_those_of_the_definition() {
    for (var size = 0; size <= LARGEST; size++) {
      assertThat(Proofs.root(HASHES, size)).as("size %d", size).isEqualTo(TREE.root(size));
    }
  }

  @Test
  void every_inclusion_is_proved_as_defined_and_verifies() {
    for (var size = 1; size <= LARGEST; size++) {
      for (var index = 0; index < size; index++) {
        var proof = Proofs.inclusion(HASHES, index, size);
        if (!proof.equals(TREE.inclusion(index, size))
            || !Proofs.verifyInclusion(TREE.leaf(index), index, size, proof, TREE.root(size))) {
          throw new AssertionError("entry %d of %d".formatted(index, size));
        }
      }
    }
  }

  @Test
  void every_consistency_is_proved_as_defined_and_verifies() {
    for (var size = 0; size <= LARGEST; size++) {
      for (var old = 0; old <= size; old++) {
        var proof = Proofs.consistency(HASHES, old, size);
        if (!proof.equals(TREE.consistency(old, size))
            || !Proofs.verifyConsistency(old, TREE.root(old), size, TREE.root(size), proof)) {
          throw new AssertionError("from %d to %d".formatted(old, size));
        }
      }
    }
  }

  @Test
  void a_changed_inclusion_proof_is_refused() {
    for (var size : sizes()) {
      for (var index = 0; index < size; index++) {
        var leaf = TREE.leaf(index);
        var root = TREE.root(size);
        for (var changed : changed(TREE.inclusion(index, size))) {
          assertThat(Proofs.verifyInclusion(leaf, index, size, changed, root))
              .as("entry %d of %d by %s", index, size, changed)
              .isFalse();
        }
        var proof = TREE.inclusion(index, size);
        var other = TREE.leaf(LARGEST - 1);
        assertThat(Proofs.verifyInclusion(other, index, size, proof, root)).isFalse();
        assertThat(Proofs.verifyInclusion(leaf, index, size, proof, other)).isFalse();
        for (var elsewhere = 0; elsewhere < size; elsewhere++) {
          assertThat(Proofs.verifyInclusion(leaf, elsewhere, size, proof, root))
              .as("entry %d as %d of %d", index, elsewhere, size)
              .isEqualTo(elsewhere == index);
        }
      }
    }
  }

  @Test
  void a_changed_consistency_proof_is_refused() {
    for (var size : sizes()) {
      for (var old = 1; old < size; old++) {
        var oldRoot = TREE.root(old);
        var root = TREE.root(size);
        var proof = TREE.consistency(old, size);
        for (var changed : changed(proof)) {
          assertThat(Proofs.verifyConsistency(old, oldRoot, size, root, changed))
              .as("from %d to %d by %s", old, size, changed)
              .isFalse();
        }
        var other = TREE.leaf(LARGEST - 1);
        assertThat(Proofs.verifyConsistency(old, other, size, root, proof)).isFalse();
        assertThat(Proofs.verifyConsistency(old, oldRoot, size, other, proof)).isFalse();
      }
    }
  }

  @Test
  void a_tree_without_leaves_is_the_beginning_of_any_and_has_one_root() {
    var root = TREE.root(8);
    assertThat(Proofs.verifyConsistency(0, MerkleTree.EMPTY, 8, root, List.of())).isTrue();
    assertThat(Proofs.verifyConsistency(0, MerkleTree.EMPTY, 8, root, List.of(root))).isFalse();
    assertThat(Proofs.verifyConsistency(0, root, 8, root, List.of())).isFalse();
    assertThat(Proofs.verifyConsistency(0, root, 0, root, List.of())).isFalse();
    assertThat(Proofs.verifyConsistency(0, MerkleTree.EMPTY, 0, MerkleTree.EMPTY, List.of()))
        .isTrue();
  }

  @Test
  void equal_sizes_want_equal_roots_and_no_proof() {
    var root = TREE.root(8);
    assertThat(Proofs.verifyConsistency(8, root, 8, root, List.of())).isTrue();
    assertThat(Proofs.verifyConsistency(8, root, 8, TREE.root(7), List.of())).isFalse();
    assertThat(Proofs.verifyConsistency(8, root, 8, root, List.of(root))).isFalse();
  }

  @Test
  void what_no_tree_has_is_refused() {
    var any = TREE.root(1);
    for (var numbers :
        List.of(
            new long[] {-1, 1}, new long[] {1, 1}, new long[] {0, FAR + 1}, new long[] {0, 0})) {
      var what = numbers[0] + " of " + numbers[1];
      assertThat(Proofs.verifyInclusion(any, numbers[0], numbers[1], List.of(), any))
          .as(what)
          .isFalse();
      assertThatThrownBy(() -> Proofs.inclusion(HASHES, numbers[0], numbers[1]))
          .as(what)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Proofs.verifyConsistency(-1, any, 1, any, List.of(any))).isFalse();
    assertThat(Proofs.verifyConsistency(2, any, 1, any, List.of(any))).isFalse();
    assertThat(Proofs.verifyConsistency(1, any, FAR + 1, any, List.of(any))).isFalse();
    assertThatThrownBy(() -> Proofs.consistency(HASHES, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proofs.root(HASHES, FAR + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_largest_tree_is_proved_and_verified_too() {
    // a tree of equal leaves, where each level has one hash
    var levels = new ArrayList<Hash>(List.of(TREE.leaf(0)));
    for (var level = 1; level <= 62; level++) {
      levels.add(MerkleTree.node(levels.get(level - 1), levels.get(level - 1)));
    }
    Hashes equal = (level, index) -> levels.get(level);
    for (var size : List.of(FAR, FAR - 1, FAR / 2 + 1)) {
      var root = Proofs.root(equal, size);
      for (var index : List.of(0L, size / 3, size - 1)) {
        var proof = Proofs.inclusion(equal, index, size);
        assertThat(Proofs.verifyInclusion(levels.get(0), index, size, proof, root)).isTrue();
        if (index > 0) {
          assertThat(
                  Proofs.verifyConsistency(
                      index,
                      Proofs.root(equal, index),
                      size,
                      root,
                      Proofs.consistency(equal, index, size)))
              .isTrue();
        }
      }
    }
  }

  @Test
  void an_endless_proof_is_left_early() {
    var endless = Collections.nCopies(1_000_000, TREE.root(1));
    assertThat(Proofs.verifyInclusion(TREE.leaf(0), 0, 1, endless, TREE.root(1))).isFalse();
    assertThat(Proofs.verifyConsistency(1, TREE.root(1), FAR, TREE.root(2), endless)).isFalse();
  }

  private static List<Integer> sizes() {
    return List.of(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 40);
  }

  /** A proof with a hash changed, left out, said twice, or in another's place. */
  private static List<List<Hash>> changed(List<Hash> proof) {
    var strange = Hash.sha256(new byte[] {42});
    var changes = new ArrayList<List<Hash>>();
    for (var i = 0; i <= proof.size(); i++) {
      var more = new ArrayList<>(proof);
      more.add(i, strange);
      changes.add(more);
    }
    for (var i = 0; i < proof.size(); i++) {
      var other = new ArrayList<>(proof);
      other.set(i, strange);
      var fewer = new ArrayList<>(proof);
      fewer.remove(i);
      var twice = new ArrayList<>(proof);
      twice.add(i, proof.get(i));
      var swapped = new ArrayList<>(proof);
      Collections.swap(swapped, i, (i + 1) % proof.size());
      Stream.of(other, fewer, twice, swapped).filter(p -> !p.equals(proof)).forEach(changes::add);
    }
    return changes;
  }
}
