package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source lists, what it stops listing, and the brakes. */
class ListingTest {

  private static final String SOURCE = "harvest-source";
  private static final RecipeName CHAT_NAME = new RecipeName("chat");

  private CatalogueFixture it;

  @BeforeEach
  void sync(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.list("harvest", "wiki", "chat", "blog", "cafe");
    for (var name : List.of("wiki", "chat", "blog", "cafe")) {
      it.store(RecipeId.of("harvest", name), "1.0.0+1.2.0");
    }
  }

  @AfterEach
  void close() {
    it.close();
  }

  private Listing.Verdict list(String... names) {
    return it.catalogue.recordListing(SOURCE, SampleRecipes.listing(names));
  }

  private SourceEntry source() {
    return it.reader.coops().get(0).sources().get(0);
  }

  @Test
  void a_repository_that_vanishes_is_held_and_reported_and_still_served() {
    var head = it.reader.head().change();
    var verdict = list("wiki", "blog", "cafe");

    assertThat(verdict.held()).containsExactly(CHAT_NAME);
    assertThat(verdict.followed()).hasSize(4).contains(CHAT_NAME);
    assertThat(verdict.alarm()).isNull();
    assertThat(it.reader.recipe(CHAT).found().orElseThrow().missingSince()).isEqualTo(it.now());
    assertThat(source().state()).isEqualTo(SourceEntry.State.OK);
    assertThat(source().missing()).containsExactly(CHAT_NAME);
    assertThat(it.reader.problems(CHAT.coop(), CHAT.name(), 0, 10).items())
        .extracting(ProblemEntry::kind)
        .contains(ProblemEntry.Kind.REPOSITORY);
    assertThat(it.reader.head().change()).isGreaterThan(head);
    assertThat(it.reader.counts().held()).isEqualTo(1);
  }

  @Test
  void a_later_look_confirms_it_but_not_too_early() {
    list("wiki", "blog", "cafe");
    it.pass(CatalogueSettings.DEFAULT.confirmAfter().minusSeconds(1));
    assertThat(list("wiki", "blog", "cafe").held()).containsExactly(CHAT_NAME);
    it.pass(Duration.ofSeconds(1));
    var head = it.reader.head().change();
    var verdict = list("wiki", "blog", "cafe");

    assertThat(verdict.withdrawn()).containsExactly(CHAT_NAME);
    assertThat(verdict.held()).isEmpty();
    assertThat(it.reader.recipe(CHAT)).isEqualTo(new Lookup.Absent<>());
    assertThat(it.reader.names()).doesNotContain(CHAT);
    assertThat(it.reader.changes(head, 10).items())
        .extracting(Change::kind)
        .contains(Change.Kind.WITHDRAWN);
    assertThat(it.reader.problems(CHAT.coop(), CHAT.name(), 0, 10).items()).isEmpty();
  }

  @Test
  void what_comes_back_in_time_was_never_gone() {
    list("wiki", "blog", "cafe");
    var verdict = list("wiki", "blog", "cafe", "chat");

    assertThat(verdict.added()).isEmpty();
    assertThat(it.reader.recipe(CHAT).found().orElseThrow().missingSince()).isNull();
    it.pass(Duration.ofDays(9));
    assertThat(list("wiki", "blog", "cafe").withdrawn()).isEmpty();
  }

  @Test
  void what_comes_back_later_has_its_versions_as_before() {
    list("wiki", "blog", "cafe");
    it.pass(Duration.ofDays(9));
    list("wiki", "blog", "cafe");
    var verdict = list("wiki", "blog", "cafe", "chat");

    assertThat(verdict.added()).containsExactly(CHAT_NAME);
    assertThat(it.reader.versions(CHAT).found().orElseThrow()).hasSize(1);
    assertThat(it.catalogue.known(CHAT).tags()).hasSize(1);
  }

  @Test
  void a_source_that_lists_under_half_is_held_until_an_operator_confirms() {
    var verdict = list("wiki");

    assertThat(verdict.alarm()).contains("1 of 4");
    assertThat(verdict.held()).hasSize(3);
    assertThat(source().state()).isEqualTo(SourceEntry.State.HELD);
    assertThat(source().reason()).isEqualTo(verdict.alarm());
    assertThat(it.reader.names()).hasSize(4);

    assertThat(it.catalogue.confirm(SOURCE)).isTrue();
    assertThat(it.reader.names()).containsExactly(WIKI);
    assertThat(source().state()).isEqualTo(SourceEntry.State.OK);
    assertThat(list("wiki").alarm()).isNull();
    assertThat(it.catalogue.confirm("none")).isFalse();
  }

  @Test
  void a_source_that_lists_nothing_is_held_too() {
    assertThat(list().alarm()).contains("0 of 4");
    assertThat(it.reader.names()).hasSize(4);
    it.pass(Duration.ofDays(2));
    assertThat(list().withdrawn()).hasSize(4);
    assertThat(source().state()).isEqualTo(SourceEntry.State.OK);
  }

  @Test
  void a_source_that_does_not_answer_keeps_its_recipes() {
    var retry = it.now().plusSeconds(600);
    it.catalogue.recordListingFailure(SOURCE, "answered 503", retry);

    assertThat(source().state()).isEqualTo(SourceEntry.State.FAILED);
    assertThat(source().reason()).isEqualTo("answered 503");
    assertThat(source().retryAfter()).isEqualTo(retry);
    assertThat(source().listed()).isEqualTo(4);
    assertThat(it.reader.names()).hasSize(4);
    var head = it.reader.head();
    it.catalogue.recordListingFailure(SOURCE, "answered 503", retry.plusSeconds(1));
    assertThat(it.reader.head()).as("the same failure again is no change").isEqualTo(head);
    list("wiki", "chat", "blog", "cafe");
    assertThat(source().state()).isEqualTo(SourceEntry.State.OK);
    assertThat(source().reason()).isNull();
    assertThatThrownBy(() -> it.catalogue.recordListingFailure("none", "x", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_listed_twice_goes_to_the_first_and_the_other_is_reported() {
    var verdict = list("wiki", "chat", "blog", "cafe", "wiki");
    assertThat(verdict.passedOver()).containsExactly(new RecipeName("wiki"));
    assertThat(source().skipped()).extracting(Listing.Skipped::name).containsExactly("wiki");
  }

  @Test
  void a_second_source_of_a_co_op_takes_a_name_only_when_the_first_gave_it_up() {
    var harvest = SampleRecipes.coop("harvest");
    var second =
        new CoopRegistration.SourceRegistration("second", "directory", "a directory", false);
    it.catalogue.follow(
        List.of(new CoopRegistration(harvest.coop(), List.of(harvest.sources().get(0), second))));

    var verdict = it.catalogue.recordListing("second", SampleRecipes.listing("chat", "new"));
    assertThat(verdict.passedOver()).containsExactly(CHAT_NAME);
    assertThat(verdict.followed()).containsExactly(new RecipeName("new"));
    list("wiki", "blog", "cafe");
    assertThat(
            it.catalogue.recordListing("second", SampleRecipes.listing("chat", "new")).followed())
        .contains(CHAT_NAME);
    assertThat(it.reader.recipe(CHAT).found().orElseThrow().sourceId()).isEqualTo("second");
    assertThat(it.reader.recipe(CHAT).found().orElseThrow().publish()).isFalse();
    assertThat(list("wiki", "blog", "cafe").held()).isEmpty();
  }

  @Test
  void a_repository_that_is_described_otherwise_changes_its_recipe_alone() {
    var head = it.reader.head().change();
    var listing = SampleRecipes.listing("wiki", "chat", "blog");
    var repositories = new java.util.ArrayList<>(listing.repositories());
    var other = SampleRecipes.repository("cafe", "Something else");
    repositories.add(new Listing.Listed(new RecipeName("cafe"), other, "print cafe"));
    it.catalogue.recordListing(SOURCE, new Listing(repositories, List.of()));

    assertThat(it.reader.recipe(RecipeId.of("harvest", "cafe")).found().orElseThrow().repository())
        .isEqualTo(other);
    assertThat(it.reader.changes(head, 10).items())
        .extracting(change -> change.kind() + " " + change.recipe())
        .containsExactly("RECIPE cafe");
  }

  @Test
  void a_co_op_that_is_no_longer_configured_leaves_and_can_come_back() {
    it.catalogue.follow(List.of(SampleRecipes.coop("tidal")));

    assertThat(it.reader.coops())
        .extracting(entry -> entry.coop().id().value())
        .containsExactly("tidal");
    assertThat(it.reader.names()).isEmpty();
    assertThat(it.catalogue.store(CatalogueFixture.sync(WIKI, "9.0.0+1")).changed()).isFalse();

    it.list("harvest", "wiki", "chat", "blog", "cafe");
    assertThat(it.reader.names()).hasSize(4);
    assertThat(it.reader.versions(WIKI).found().orElseThrow()).hasSize(1);
  }

  @Test
  void precedence_decides_who_has_a_name_and_the_others_are_conflicts() {
    var harvest = SampleRecipes.coop("harvest");
    var tidal = SampleRecipes.coop("tidal");
    it.catalogue.follow(List.of(harvest, tidal));
    it.catalogue.recordListing("tidal-source", SampleRecipes.listing("wiki"));
    var theirs = RecipeId.of("tidal", "wiki");
    it.store(theirs, "7.0.0+1");

    assertThat(it.reader.named(WIKI.name())).containsExactly(WIKI, theirs);
    assertThat(it.reader.conflicts())
        .containsExactly(new NameConflict(WIKI.name(), WIKI, List.of(theirs)));
    assertThat(it.reader.flat(null))
        .extracting(FlatRecipe::id)
        .contains(WIKI)
        .doesNotContain(theirs);
    assertThat(it.reader.flat(new CoopId("tidal")))
        .extracting(FlatRecipe::id)
        .containsExactly(theirs);
    var head = it.reader.head().change();
    it.catalogue.follow(List.of(tidal, harvest));
    assertThat(it.reader.head().change()).isGreaterThan(head);
    assertThat(it.reader.named(WIKI.name())).containsExactly(theirs, WIKI);
    assertThat(it.reader.names()).contains(theirs).doesNotContain(WIKI);
  }

  @Test
  void a_co_op_that_is_described_otherwise_is_a_change() {
    var head = it.reader.head().change();
    var coop = new Coop(new CoopId("harvest"), null, "Harvest", "https://harvest.example", null);
    it.catalogue.follow(
        List.of(new CoopRegistration(coop, SampleRecipes.coop("harvest").sources())));

    assertThat(it.reader.changes(head, 10).items())
        .extracting(Change::kind)
        .containsExactly(Change.Kind.COOP);
    assertThat(it.reader.coops().get(0).coop()).isEqualTo(coop);
  }
}
