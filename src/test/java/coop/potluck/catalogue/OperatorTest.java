package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks, outcomes and requests. */
class OperatorTest {

  private static final String ONE = "1.0.0+1.2.0";
  private static final String TWO = "2.0.0+1.3.0";

  private CatalogueFixture it;

  @BeforeEach
  void sync(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.list("harvest", "wiki", "chat");
    it.store(WIKI, ONE, TWO);
    it.store(CHAT, ONE);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void a_blocked_recipe_is_nowhere_but_in_the_list_of_blocks() {
    var head = it.reader.head().change();
    it.catalogue.block(WIKI, null, "malware");

    var block = new Block(WIKI, null, "malware", it.now());
    assertThat(it.reader.recipe(WIKI)).isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.versions(WIKI)).isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.version(WIKI, ONE)).isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.file(WIKI, ONE, "compose.yml")).isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.readme(WIKI)).isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.names()).containsExactly(CHAT);
    assertThat(it.reader.flat(null)).extracting(FlatRecipe::id).containsExactly(CHAT);
    assertThat(it.reader.named(WIKI.name())).isEmpty();
    assertThat(it.reader.images("mariadb", null, 0, 10).total()).isEqualTo(1);
    assertThat(it.reader.problems(WIKI.coop(), WIKI.name(), 0, 10).total()).isZero();
    assertThat(it.reader.blocks()).containsExactly(block);
    assertThat(it.reader.changes(head, 10).items())
        .extracting(Change::kind)
        .containsExactly(Change.Kind.BLOCKED);
    assertThat(it.store(WIKI, ONE, TWO, "3.0.0+1").added()).as("it is still mirrored").isEqualTo(1);
    assertThat(it.reader.recipe(WIKI)).isEqualTo(new Lookup.Blocked<>(block));
  }

  @Test
  void a_blocked_version_gives_way_to_the_one_below() {
    it.catalogue.block(WIKI, TWO, "leaks passwords");

    var block = new Block(WIKI, TWO, "leaks passwords", it.now());
    assertThat(it.reader.version(WIKI, TWO)).isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.version(WIKI, SampleRecipes.tag(TWO).commit()))
        .isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.file(WIKI, TWO, "compose.yml")).isEqualTo(new Lookup.Blocked<>(block));
    assertThat(it.reader.versions(WIKI).found().orElseThrow()).hasSize(1);
    assertThat(it.reader.recipe(WIKI).found().orElseThrow().latest())
        .extracting(version -> version.tag().name())
        .isEqualTo(ONE);
    assertThat(it.reader.flat(null).get(1).versions()).hasSize(1);

    assertThat(it.catalogue.unblock(WIKI, TWO)).isTrue();
    assertThat(it.catalogue.unblock(WIKI, TWO)).isFalse();
    assertThat(it.reader.recipe(WIKI).found().orElseThrow().latest())
        .extracting(version -> version.tag().name())
        .isEqualTo(TWO);
  }

  @Test
  void what_is_not_known_yet_can_be_blocked_before_it_comes() {
    var docs = RecipeId.of("harvest", "docs");
    it.catalogue.block(docs, null, "no");
    it.catalogue.block(CHAT, TWO, "neither");
    it.list("harvest", "wiki", "chat", "docs");
    it.store(docs, ONE);
    it.store(CHAT, ONE, TWO);

    assertThat(it.reader.names()).containsExactly(CHAT, WIKI);
    assertThat(it.reader.recipe(docs)).isInstanceOf(Lookup.Blocked.class);
    assertThat(it.reader.versions(CHAT).found().orElseThrow()).hasSize(1);
    assertThat(it.catalogue.unblock(docs, null)).isTrue();
    assertThat(it.reader.names()).containsExactly(CHAT, docs, WIKI);
  }

  @Test
  void the_same_block_again_is_no_change() {
    it.catalogue.block(WIKI, null, "malware");
    var before = it.database.totalChanges();
    it.catalogue.block(WIKI, null, "malware");
    assertThat(it.database.totalChanges()).isEqualTo(before);
  }

  @Test
  void an_outcome_is_a_change_only_when_it_differs_in_substance() {
    var head = it.reader.head().change();
    var next = it.now().plus(Duration.ofMinutes(5));
    var failed = new Outcome(Outcome.Kind.UNREACHABLE, "connection refused", 1, next);
    it.catalogue.recordOutcome(WIKI, failed);

    assertThat(it.reader.head().change()).isEqualTo(head + 1);
    assertThat(it.reader.recipe(WIKI).found().orElseThrow().outcome()).isEqualTo(failed);
    assertThat(it.reader.problems(WIKI.coop(), WIKI.name(), 0, 10).items())
        .extracting(problem -> problem.kind() + " " + problem.problem())
        .contains("OUTCOME unreachable: connection refused");
    assertThat(it.reader.counts().failing()).isEqualTo(1);

    var again = new Outcome(Outcome.Kind.UNREACHABLE, "connection refused", 2, next.plusSeconds(9));
    it.catalogue.recordOutcome(WIKI, again);
    assertThat(it.reader.head().change()).isEqualTo(head + 1);
    assertThat(it.reader.recipe(WIKI).found().orElseThrow().outcome()).isEqualTo(again);

    it.catalogue.recordOutcome(WIKI, Outcome.OK);
    assertThat(it.reader.head().change()).isEqualTo(head + 2);
    it.catalogue.recordOutcome(RecipeId.of("harvest", "none"), failed);
    assertThat(it.reader.head().change()).isEqualTo(head + 2);
  }

  @Test
  void a_request_is_taken_once_however_often_it_was_made() {
    it.catalogue.requestSync(WIKI.coop(), WIKI.name());
    it.catalogue.requestSync(null, null);
    it.catalogue.requestSync(WIKI.coop(), WIKI.name());
    it.catalogue.requestSync(new CoopId("harvest"), null);

    assertThat(it.catalogue.takeRequests())
        .containsExactly(
            new SyncRequest(WIKI.coop(), WIKI.name(), it.now()),
            new SyncRequest(null, null, it.now()),
            new SyncRequest(WIKI.coop(), null, it.now()));
    assertThat(it.catalogue.takeRequests()).isEmpty();
    assertThatThrownBy(() -> it.catalogue.requestSync(null, new RecipeName("wiki")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
