package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static coop.potluck.catalogue.CatalogueFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at a repository changes, and what it leaves alone. */
class StoreTest {

  private static final String ONE = "1.0.0+1.2.0";
  private static final String TWO = "2.0.0+1.3.0";

  private CatalogueFixture it;

  @BeforeEach
  void sync_once(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.list("harvest", "wiki", "chat");
    it.store(WIKI, ONE, TWO);
    it.pass(Duration.ofDays(1));
  }

  @AfterEach
  void close() {
    it.close();
  }

  private List<String> tags() {
    return it.reader.versions(WIKI).found().orElseThrow().stream()
        .map(version -> version.tag().name())
        .toList();
  }

  private List<String> changesSince(long number) {
    return it.reader.changes(number, 100).items().stream()
        .map(change -> change.kind().text() + " " + change.tag())
        .toList();
  }

  private long head() {
    return it.reader.head().change();
  }

  @Test
  void what_is_unchanged_writes_nothing_at_all() {
    var before = it.database.totalChanges();
    var head = it.reader.head();

    assertThat(it.store(WIKI, ONE, TWO).changed()).isFalse();
    assertThat(it.catalogue.store(sync(WIKI, List.of(), Map.of(), List.of())).withdrawn())
        .as("a sync without its tags is no unchanged one")
        .isEqualTo(2);
    it.store(WIKI, ONE, TWO);
    var after = it.database.totalChanges();
    it.store(WIKI, ONE, TWO);
    it.list("harvest", "wiki", "chat");
    it.catalogue.recordOutcome(WIKI, Outcome.OK);

    assertThat(after).isGreaterThan(before);
    assertThat(it.database.totalChanges()).isEqualTo(after);
    assertThat(it.reader.head().change()).isGreaterThan(head.change());
  }

  @Test
  void a_look_is_complete_for_its_refs_and_its_parser_alone() {
    assertThat(it.catalogue.isComplete(WIKI, "refs", 1)).isFalse();
    it.catalogue.store(sync(WIKI, ONE, TWO), "refs");

    assertThat(it.catalogue.isComplete(WIKI, "refs", 1)).isTrue();
    assertThat(it.catalogue.isComplete(WIKI, "other refs", 1)).isFalse();
    assertThat(it.catalogue.isComplete(WIKI, "refs", 2)).isFalse();
  }

  @Test
  void a_look_that_was_cut_short_or_failed_is_not_complete() {
    it.catalogue.store(sync(WIKI, ONE, TWO), "refs");
    it.catalogue.recordOutcome(WIKI, new Outcome(Outcome.Kind.UNREACHABLE, "gone", 1, null));
    assertThat(it.catalogue.isComplete(WIKI, "refs", 1)).isFalse();

    it.catalogue.recordOutcome(WIKI, Outcome.OK);
    assertThat(it.catalogue.isComplete(WIKI, "refs", 1)).isTrue();

    it.catalogue.store(sync(WIKI, ONE));
    assertThat(it.catalogue.isComplete(WIKI, "refs", 1)).isFalse();
  }

  @Test
  void a_new_tag_is_a_new_version_and_the_head_stays() {
    var head = head();
    var stored = it.store(WIKI, ONE, TWO, "2.1.0+1.3.0");

    assertThat(stored).isEqualTo(new Stored(1, 0, 0, 0, false));
    assertThat(tags()).containsExactly("2.1.0+1.3.0", TWO, ONE);
    assertThat(changesSince(head)).containsExactly("version 2.1.0+1.3.0");
    assertThat(it.reader.recipe(WIKI).found().orElseThrow().latest())
        .extracting(version -> version.tag().name())
        .isEqualTo("2.1.0+1.3.0");
  }

  @Test
  void a_moved_tag_is_recorded_with_where_it_was() {
    var head = head();
    var moved = SampleRecipes.tag(ONE, "elsewhere", SampleRecipes.DAY);
    var stored = it.catalogue.store(sync(WIKI, List.of(moved, SampleRecipes.tag(TWO))));

    var was = SampleRecipes.tag(ONE);
    var entry =
        new MovedTag(
            WIKI, ONE, was.object(), was.commit(), moved.object(), moved.commit(), it.now());
    assertThat(stored).isEqualTo(new Stored(0, 1, 0, 0, false));
    assertThat(changesSince(head)).containsExactly("moved " + ONE);
    assertThat(it.reader.moved(0, 10)).isEqualTo(new Page<>(List.of(entry), 1));
    var version = it.reader.version(WIKI, ONE).found().orElseThrow();
    assertThat(version.version().tag()).isEqualTo(moved);
    assertThat(version.moves()).containsExactly(entry);
    assertThat(it.reader.version(WIKI, was.commit())).isEqualTo(new Lookup.Absent<>());
    assertThat(tags()).containsExactly(TWO, ONE);
  }

  @Test
  void a_deleted_tag_is_withdrawn_and_its_evidence_stays() {
    var head = head();
    var stored = it.store(WIKI, ONE);

    var was = SampleRecipes.tag(TWO);
    assertThat(stored).isEqualTo(new Stored(0, 0, 1, 0, false));
    assertThat(changesSince(head)).containsExactly("withdrawn " + TWO);
    assertThat(tags()).containsExactly(ONE);
    assertThat(it.reader.version(WIKI, TWO)).isEqualTo(new Lookup.Absent<>());
    assertThat(it.reader.flat(null).get(0).versions()).hasSize(1);
    assertThat(it.reader.images("mariadb", null, 0, 10).total()).isEqualTo(1);
    assertThat(it.reader.moved(0, 10).items())
        .containsExactly(new MovedTag(WIKI, TWO, was.object(), was.commit(), null, null, it.now()));
    assertThat(it.catalogue.known(WIKI).tags()).containsOnlyKeys(ONE);
  }

  @Test
  void a_deleted_tag_that_comes_back_keeps_when_it_was_first_seen() {
    var first = it.reader.version(WIKI, TWO).found().orElseThrow().version();
    it.store(WIKI, ONE);
    it.pass(Duration.ofDays(9));

    assertThat(it.store(WIKI, ONE, TWO).added()).isEqualTo(1);
    assertThat(it.reader.version(WIKI, TWO).found().orElseThrow().version()).isEqualTo(first);
  }

  @Test
  void a_tag_that_moves_there_and_back_is_recorded_twice() {
    var moved = SampleRecipes.tag(ONE, "elsewhere", SampleRecipes.DAY);
    it.catalogue.store(sync(WIKI, List.of(moved, SampleRecipes.tag(TWO))));
    it.store(WIKI, ONE, TWO);

    assertThat(it.reader.moved(0, 10).total()).isEqualTo(2);
    assertThat(it.reader.version(WIKI, ONE).found().orElseThrow().version().tag())
        .isEqualTo(SampleRecipes.tag(ONE));
  }

  @Test
  void a_new_or_moved_tag_that_was_not_read_is_left_for_a_later_look() {
    var head = head();
    var tags =
        List.of(
            SampleRecipes.tag(ONE, "elsewhere", SampleRecipes.DAY),
            SampleRecipes.tag(TWO),
            SampleRecipes.tag("3.0.0+1"));

    assertThat(it.catalogue.store(sync(WIKI, tags, Map.of(), List.of())).changed()).isFalse();
    assertThat(head()).isEqualTo(head);
    assertThat(it.catalogue.known(WIKI).needsReading(tags.get(0), 1)).isTrue();
    assertThat(it.catalogue.known(WIKI).needsReading(tags.get(2), 1)).isTrue();
  }

  @Test
  void a_recipe_that_is_not_listed_is_left_alone() {
    var head = head();
    assertThat(it.store(RecipeId.of("harvest", "other"), ONE).changed()).isFalse();
    assertThat(it.store(RecipeId.of("tidal", "wiki"), ONE).changed()).isFalse();
    assertThat(head()).isEqualTo(head);
  }
}
