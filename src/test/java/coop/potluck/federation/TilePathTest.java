package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 999, 1, tile/0/999.p/1",
    "1, 1000, 255, tile/1/x001/000.p/255",
    "63, 1234067, 256, tile/63/x001/x234/067",
  })
  void a_tile_of_hashes_has_this_path(int level, long number, int width, String path) {
    var tile = TilePath.tile(level, number, width);
    assertThat(tile.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).contains(tile);
  }

  @ParameterizedTest
  @CsvSource({"0, 256, tile/entries/000", "1234, 5, tile/entries/x001/234.p/5"})
  void a_bundle_of_entries_has_this_path(long number, int width, String path) {
    var bundle = TilePath.entries(number, width);
    assertThat(bundle.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).contains(bundle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/000 ",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/1000",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/x001/",
        "tile/0/x001/x000",
        "tile/0/x000/000",
        "tile/0/x000/x001/000",
        "tile/0/X001/000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/x/000",
        "tile/0/00\u0661",
        "tile/0/000.p/0",
        "tile/0/000.p/00",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000.p/1000",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.P/1",
        "tile/0/000xp/1",
        "tile/0/000.p/1/2",
        "tile/entries",
        "tile/entries/0",
        "tile/entries/x000/000",
        "tile/entries/000.p/256",
        "tile/0/x999/x999/x999/x999/x999/999",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/../checkpoint",
      })
  void a_path_that_is_spelt_otherwise_is_none(String path) {
    assertThat(TilePath.parse(path)).isEmpty();
  }

  @Property
  void a_path_is_read_as_what_it_was_written_of(
      @ForAll @IntRange(max = 63) int level,
      @ForAll @LongRange(max = 1L << 54) long number,
      @ForAll @IntRange(min = 1, max = 256) int width) {
    var tile = TilePath.tile(level, number, width);
    assertThat(TilePath.parse(tile.path())).contains(tile);
    var bundle = TilePath.entries(number, width);
    assertThat(TilePath.parse(bundle.path())).contains(bundle);
  }

  @Test
  void a_tree_of_70_000_has_the_tiles_of_the_specification() {
    var tiles = TilePath.ofSize(0, 70_000).toList();
    assertThat(tiles.stream().filter(TilePath::isFull).filter(t -> isTile(t, 0))).hasSize(273);
    assertThat(tiles.stream().filter(t -> isTile(t, 1)).filter(TilePath::isFull)).hasSize(1);
    assertThat(tiles.stream().filter(t -> t.kind() == TilePath.Kind.TILE && !t.isFull()))
        .containsExactly(
            TilePath.tile(0, 273, 112), TilePath.tile(1, 1, 17), TilePath.tile(2, 0, 1));
    assertThat(tiles.stream().filter(t -> t.kind() == TilePath.Kind.ENTRIES)).hasSize(274);
    assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1 + 274);
  }

  private static boolean isTile(TilePath path, int level) {
    return path.kind() == TilePath.Kind.TILE && path.level() == level;
  }

  @Test
  void a_tree_of_256_has_a_full_tile_and_one_hash_above() {
    assertThat(TilePath.ofSize(0, 256))
        .containsExactly(
            TilePath.tile(0, 0, 256), TilePath.tile(1, 0, 1), TilePath.entries(0, 256));
  }

  @Test
  void who_is_one_entry_behind_needs_the_tile_that_grew() {
    assertThat(TilePath.ofSize(70_000, 70_001))
        .containsExactly(TilePath.tile(0, 273, 113), TilePath.entries(273, 113));
    assertThat(TilePath.ofSize(511, 512))
        .containsExactly(
            TilePath.tile(0, 1, 256), TilePath.tile(1, 0, 2), TilePath.entries(1, 256));
    assertThat(TilePath.ofSize(512, 513))
        .containsExactly(TilePath.tile(0, 2, 1), TilePath.entries(2, 1));
    assertThat(TilePath.ofSize(512, 512)).isEmpty();
  }

  @Test
  void the_tiles_of_the_largest_tree_are_told_without_holding_them() {
    assertThat(TilePath.ofSize(0, MerkleTree.MAX_SIZE).limit(3).map(TilePath::path))
        .containsExactly("tile/0/000", "tile/0/001", "tile/0/002");
    assertThat(TilePath.ofSize(MerkleTree.MAX_SIZE - 1, MerkleTree.MAX_SIZE))
        .contains(TilePath.tile(7, 0, 64), TilePath.tile(0, (1L << 54) - 1, 256));
  }

  @Property
  void what_is_needed_is_in_the_new_tree_and_was_not_in_the_old(
      @ForAll @IntRange(max = 200_000) int from, @ForAll @IntRange(max = 5_000) int more) {
    assertThat(TilePath.ofSize(from, from + more))
        .allMatch(tile -> tile.isIn(from + more) && !tile.isIn(from));
  }

  @Test
  void a_tile_is_in_a_tree_that_has_all_its_hashes() {
    assertThat(TilePath.tile(1, 1, 17).isIn(70_000)).isTrue();
    assertThat(TilePath.tile(1, 1, 18).isIn(70_000)).isFalse();
    assertThat(TilePath.tile(1, 0, 256).isIn(65_535)).isFalse();
    assertThat(TilePath.tile(40, 0, 1).isIn(MerkleTree.MAX_SIZE)).isFalse();
    assertThat(TilePath.entries(0, 1).isIn(0)).isFalse();
  }

  @Test
  void there_are_no_other_tiles() {
    assertThatThrownBy(() -> TilePath.tile(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.tile(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.tile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.entries(0, 257)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.ofSize(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Optional.of(TilePath.tile(0, 3, 7).withWidth(256)))
        .contains(TilePath.tile(0, 3, 256));
  }
}
