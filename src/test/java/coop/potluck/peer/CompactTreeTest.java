package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Hash;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.Proofs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactTreeTest {

  @Test
  void it_grows_to_the_root_of_any_size_from_any_other() {
    List<Hash> leaves = new ArrayList<>();
    for (var i = 0; i < 70; i++) {
      leaves.add(MerkleTree.leaf(ServedLog.text("leaf " + i)));
    }
    for (var from = 0; from < leaves.size(); from++) {
      var tree = new CompactTree((level, index) -> hash(leaves, level, index), from);
      for (var size = from; size < leaves.size(); size++) {
        assertThat(tree.root())
            .isEqualTo(Proofs.root((level, index) -> hash(leaves, level, index), size));
        tree.add(leaves.get(size));
      }
    }
  }

  private static Hash hash(List<Hash> leaves, int level, long index) {
    return level == 0
        ? leaves.get((int) index)
        : MerkleTree.node(
            hash(leaves, level - 1, 2 * index), hash(leaves, level - 1, 2 * index + 1));
  }
}
