package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.recipe.RecipeName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of others' logs, and what is read of them. */
class LogStoreTest {

  private static final String ORIGIN = "tidal.example/log";
  private static final SigningKey KEY =
      SigningKey.generate(ORIGIN, SignatureType.NOTE, new SecureRandom());
  private static final RecipeName WIKI = new RecipeName("wiki");

  private Database database;
  private LogStore store;
  private LogStore.Log log;
  private final List<Hash> leaves = new ArrayList<>();

  @BeforeEach
  void open(@TempDir Path folder) {
    database = Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT);
    store = new LogStore(database);
    log = store.create(ORIGIN, false, KEY.verifierKey());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> entries(int from, int to) {
    var entries = new ArrayList<byte[]>();
    for (var i = from; i < to; i++) {
      entries.add(bytes("entry " + i));
    }
    return entries;
  }

  private void append(List<byte[]> entries, boolean signed) {
    entries.forEach(it -> leaves.add(MerkleTree.leaf(it)));
    var checkpoint = signed ? sign(leaves.size(), root()) : null;
    store.append(
        log.id(), new LogStore.Appended(entries, List.of(), checkpoint, List.of(), leaves.size()));
  }

  private Hash root() {
    return Proofs.root(this::hash, leaves.size());
  }

  private Hash hash(int level, long index) {
    return level == 0
        ? leaves.get((int) index)
        : MerkleTree.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
  }

  private static SignedCheckpoint sign(long size, Hash root) {
    return SignedCheckpoint.sign(new Checkpoint(ORIGIN, size, root), KEY);
  }

  @Test
  void what_is_read_ends_at_the_checkpoint_and_narrower_tiles_stay() throws MalformedException {
    append(entries(0, 3), true);
    append(entries(3, 5), true);
    append(entries(5, 9), false);

    var now = store.find(ORIGIN).orElseThrow();
    assertThat(now.length()).isEqualTo(9);
    assertThat(now.size()).isEqualTo(5);
    assertThat(now.cursor()).isEqualTo(9);
    assertThat(store.entries(log.id(), 2, 100))
        .containsExactly(bytes("entry 2"), bytes("entry 3"), bytes("entry 4"));
    assertThat(store.entries(log.id(), 5, 100)).isEmpty();
    for (var width = 1; width <= 5; width++) {
      var path = TilePath.tile(0, 0, width);
      var tile = Tile.parse(path, store.tile(log.id(), path).orElseThrow());
      assertThat(tile.hashes()).isEqualTo(leaves.subList(0, width));
      var bundle = TilePath.entries(0, width);
      assertThat(EntryBundle.decode(bundle, store.tile(log.id(), bundle).orElseThrow(), 100))
          .hasSize(width);
    }
    assertThat(store.tile(log.id(), TilePath.tile(0, 0, 6))).isEmpty();
    assertThat(store.tile(log.id(), TilePath.entries(0, 6))).isEmpty();
    assertThat(store.tile(log.id(), TilePath.tile(1, 0, 1))).isEmpty();
    assertThat(store.findByHash(Hash.sha256(bytes(ORIGIN)).hex())).isPresent();
  }

  @Test
  void a_second_level_grows_with_the_first_full_tile() {
    append(entries(0, 255), true);
    append(entries(255, 300), true);

    assertThat(store.tile(log.id(), TilePath.tile(0, 0, 256))).isPresent();
    assertThat(store.tile(log.id(), TilePath.tile(1, 0, 1))).isPresent();
    assertThat(store.tile(log.id(), TilePath.tile(0, 1, 44))).isPresent();
    assertThat(store.tile(log.id(), TilePath.tile(0, 0, 17))).isPresent();
    assertThat(Proofs.root(store.hashes(log.id()), 300)).isEqualTo(root());
  }

  @Test
  void a_checkpoint_over_something_else_leaves_all_as_it_was() {
    append(entries(0, 3), true);
    var wrong =
        new LogStore.Appended(
            entries(3, 5), List.of(), sign(5, Hash.sha256(bytes("x"))), List.of(), 5);

    assertThatThrownBy(() -> store.append(log.id(), wrong))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.find(ORIGIN).orElseThrow().length()).isEqualTo(3);
  }

  @Test
  void the_database_itself_refuses_to_change_what_is_signed() {
    append(entries(0, 3), true);
    append(entries(3, 4), false);

    for (var sql :
        List.of(
            "UPDATE log_entries SET bytes = x'00'",
            "DELETE FROM log_entries WHERE place & 255 = 2",
            "DELETE FROM log_objects")) {
      store.append(
          log.id(),
          new LogStore.Appended(List.of(), List.of(bytes("an object")), null, List.of(), 0));
      assertThatThrownBy(() -> database.write(handle -> handle.execute(sql)))
          .as(sql)
          .hasStackTraceContaining(sql.contains("objects") ? "is kept" : "append-only");
    }
    assertThat(
            database.<Integer>write(
                handle -> handle.execute("DELETE FROM log_entries WHERE place & 255 = 3")))
        .isEqualTo(1);
  }

  @Test
  void what_nobody_understands_is_kept_and_says_nothing() {
    var version =
        new VersionStatement(
            "tidal.example",
            WIKI,
            null,
            SampleRecipes.tag("1.0.0+1"),
            ObjectReference.of(bytes("manifest")),
            null);
    append(
        List.of(
            bytes("not even JSON"),
            bytes("{\"type\":\"poll\",\"v\":1}"),
            Statements.encode(version).orElseThrow()),
        true);

    var seen = store.seenBy("tidal.example", WIKI, "1.0.0+1");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).position()).isEqualTo(2);
    assertThat(seen.get(0).leaf()).isEqualTo(leaves.get(2));
    assertThat(seen.get(0).state()).isEqualTo(Sighting.State.PRESENT);
    assertThat(seen.get(0).object()).isEqualTo(version.tag().object());
    assertThat(store.recipes(log.id()))
        .containsExactly(new LogStore.RecipeOf("tidal.example", WIKI));
    var gone = new WithdrawnStatement("tidal.example", WIKI, null, leaves.get(2));
    append(List.of(Statements.encode(gone).orElseThrow()), true);
    assertThat(store.sighting(log.id(), "tidal.example", WIKI, "1.0.0+1").orElseThrow().state())
        .isEqualTo(Sighting.State.WITHDRAWN);
  }
}
