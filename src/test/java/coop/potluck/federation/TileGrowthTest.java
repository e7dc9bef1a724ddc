package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TileGrowthTest {

  private static final NaiveTree TREE = new NaiveTree(1_500);

  @Property(tries = 60)
  void tiles_and_root_do_not_depend_on_how_a_tree_grew(
      @ForAll @Size(max = 12) List<@IntRange(max = 400) Integer> batches) {
    var stored = new StoredTiles();
    var size = 0;
    for (var batch : batches) {
      var next = Math.min(size + batch, 1_500);
      var growth = TileGrowth.of(size, stored::get, TREE.leaves().subList(size, next));
      stored.put(growth.tiles());
      assertThat(growth.size()).isEqualTo(next);
      assertThat(growth.root()).isEqualTo(TREE.root(next));
      assertThat(growth.tiles().stream().map(Tile::path))
          .containsExactlyElementsOf(
              TilePath.ofSize(size, next)
                  .filter(path -> path.kind() == TilePath.Kind.TILE)
                  .toList());
      size = next;
    }
    assertHolds(stored, size);
  }

  /** Each hash of each tile is what the specification says, and proofs come out of them. */
  private static void assertHolds(StoredTiles stored, int size) {
    TilePath.ofSize(0, size)
        .filter(path -> path.kind() == TilePath.Kind.TILE)
        .forEach(
            path -> {
              var width = 1 << (8 * path.level());
              assertThat(stored.get(path).hashes())
                  .isEqualTo(
                      IntStream.range(0, path.width())
                          .map(i -> (int) path.start() + i)
                          .mapToObj(i -> TREE.root(i * width, (i + 1) * width))
                          .toList());
            });
    var hashes = new TileHashes(size, stored::get);
    for (var index = 0; index < size; index += 97) {
      assertThat(Proofs.inclusion(hashes, index, size)).isEqualTo(TREE.inclusion(index, size));
      assertThat(Proofs.consistency(hashes, index, size)).isEqualTo(TREE.consistency(index, size));
    }
  }

  @Test
  void two_levels_above_the_leaves_grow_too() {
    var leaf = MerkleTree.leaf(new byte[0]);
    var stored = new StoredTiles();
    var growth =
        TileGrowth.of(0, stored::get, IntStream.range(0, 70_000).mapToObj(i -> leaf).toList());
    stored.put(growth.tiles());
    assertThat(stored.paths())
        .containsExactlyInAnyOrderElementsOf(
            TilePath.ofSize(0, 70_000).filter(p -> p.kind() == TilePath.Kind.TILE).toList());
    var full = stored.get(TilePath.tile(1, 0, 256));
    assertThat(stored.get(TilePath.tile(2, 0, 1)).hash(0)).isEqualTo(full.root());
    var hashes = new TileHashes(70_000, stored::get);
    var proof = Proofs.inclusion(hashes, 65_536, 70_000);
    assertThat(Proofs.verifyInclusion(leaf, 65_536, 70_000, proof, growth.root())).isTrue();
    var more = TileGrowth.of(70_000, stored::get, List.of(leaf));
    assertThat(more.tiles().stream().map(Tile::path)).containsExactly(TilePath.tile(0, 273, 113));
    assertThat(
            Proofs.verifyConsistency(
                70_000,
                growth.root(),
                70_001,
                more.root(),
                Proofs.consistency(grown(stored, more), 70_000, 70_001)))
        .isTrue();
  }

  private static Hashes grown(StoredTiles stored, TileGrowth growth) {
    stored.put(growth.tiles());
    return new TileHashes(growth.size(), stored::get);
  }

  @Test
  void nothing_grows_by_nothing() {
    var growth = TileGrowth.of(0, new StoredTiles()::get, List.of());
    assertThat(growth).isEqualTo(new TileGrowth(0, MerkleTree.EMPTY, List.of()));
  }

  @Test
  void a_hash_that_the_tree_does_not_have_is_not_made_up() {
    var hashes = new TileHashes(3, path -> Tile.of(0, 0, TREE.leaves().subList(0, 3)));
    for (var place : List.of(new int[] {0, 3}, new int[] {1, 1}, new int[] {2, 0})) {
      assertThatThrownBy(() -> hashes.get(place[0], place[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_tile_of_another_length_is_malformed() throws MalformedException {
    var path = TilePath.tile(0, 0, 2);
    assertThat(Tile.parse(path, new byte[64]).hashes()).hasSize(2);
    for (var length : List.of(0, 32, 63, 65, 96)) {
      assertThatThrownBy(() -> Tile.parse(path, new byte[length]))
          .isInstanceOf(MalformedException.class)
          .hasMessage("tile/0/000.p/2: 64 bytes, not " + length);
    }
  }
}
