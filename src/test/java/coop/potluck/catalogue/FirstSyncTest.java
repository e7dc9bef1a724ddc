package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served after a first look at two repositories. */
class FirstSyncTest {

  private CatalogueFixture it;

  @BeforeEach
  void sync(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.list("harvest", "wiki", "chat", "docs");
    it.store(WIKI, "1.0.0+1.2.0", "1.10.0+1.3.0", "1.9.0+1.3.0", "v0.3", "latest");
    it.store(CHAT);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void a_recipe_has_its_repository_its_head_and_its_highest_version() {
    var recipe = it.reader.recipe(WIKI).found().orElseThrow();

    assertThat(recipe.repository()).isEqualTo(SampleRecipes.repository("wiki", "The app wiki"));
    assertThat(recipe.sourceId()).isEqualTo("harvest-source");
    assertThat(recipe.publish()).isTrue();
    assertThat(recipe.head()).isEqualTo(SampleRecipes.head("wiki", "head").head());
    assertThat(recipe.reading()).isEqualTo(SampleRecipes.parsed("wiki", "nginx:1.3"));
    assertThat(recipe.content()).isNotNull();
    assertThat(recipe.claimed().category()).isEqualTo("Apps");
    assertThat(recipe.nextNote()).isEqualTo(SampleRecipes.head("wiki", "head").nextNote());
    assertThat(recipe.latest())
        .extracting(VersionEntry::tag)
        .isEqualTo(SampleRecipes.tag("1.10.0+1.3.0"));
    assertThat(recipe.versions()).isEqualTo(4);
    assertThat(recipe.updated()).isEqualTo(SampleRecipes.DAY);
    assertThat(recipe.outcome()).isEqualTo(Outcome.OK);
    assertThat(it.reader.readme(WIKI).found()).contains("<h1>wiki</h1>");
  }

  @Test
  void versions_are_listed_newest_first_without_tags_that_are_none() {
    assertThat(it.reader.versions(WIKI).found().orElseThrow())
        .extracting(version -> version.tag().name())
        .containsExactly("1.10.0+1.3.0", "1.9.0+1.3.0", "1.0.0+1.2.0", "v0.3");
  }

  @Test
  void a_version_has_what_was_read_its_files_and_its_note() {
    var version = it.reader.version(WIKI, "1.0.0+1.2.0").found().orElseThrow();

    assertThat(version.latest()).isFalse();
    assertThat(version.reading()).isInstanceOf(Reading.Parsed.class);
    assertThat(version.version().state()).isEqualTo(VersionEntry.State.PARSED);
    assertThat(version.note()).extracting(ReleaseNote::text).isEqualTo("Mind the gap.");
    assertThat(version.files())
        .extracting(FileEntry::path)
        .containsExactly(".env.sample", "compose.yml");
    assertThat(it.reader.file(WIKI, "1.0.0+1.2.0", ".env.sample").found().orElseThrow().text())
        .isEqualTo("A=");
    assertThat(it.reader.version(WIKI, SampleRecipes.tag("1.0.0+1.2.0").commit()).found())
        .contains(version);
    assertThat(it.reader.version(WIKI, "latest")).isEqualTo(new Lookup.Absent<>());
  }

  @Test
  void a_recipe_that_was_listed_but_never_read_is_not_served() {
    assertThat(it.reader.names()).containsExactly(CHAT, WIKI);
    assertThat(it.reader.recipe(RecipeId.of("harvest", "docs")).found()).isEmpty();
  }

  @Test
  void clients_that_know_names_get_versions_oldest_first() {
    var flat = it.reader.flat(null);

    assertThat(flat).extracting(FlatRecipe::id).containsExactly(CHAT, WIKI);
    assertThat(flat.get(0).versions()).isEmpty();
    assertThat(flat.get(1).versions())
        .extracting(FlatRecipe.FlatVersion::tag)
        .containsExactly("v0.3", "1.0.0+1.2.0", "1.9.0+1.3.0", "1.10.0+1.3.0");
    assertThat(flat.get(1).versions().get(0).images())
        .extracting(image -> image.service() + " " + image.image() + ":" + image.tag())
        .containsExactly("app nginx:1.0", "db mariadb:10.6");
    assertThat(flat.get(1).defaultBranch()).isEqualTo("main");
    assertThat(it.reader.flat(new CoopId("tidal"))).isEmpty();
  }

  @Test
  void the_users_of_an_image_are_found_by_any_of_its_names() {
    var all = it.reader.images("mariadb", null, 0, 100);

    assertThat(all.total()).isEqualTo(4);
    assertThat(all.items().get(0).tag()).isEqualTo("1.10.0+1.3.0");
    assertThat(all.items().get(0).latest()).isTrue();
    assertThat(it.reader.images("docker.io/library/mariadb", "10.6", 0, 100)).isEqualTo(all);
    assertThat(it.reader.images("mariadb:10.7", null, 0, 100).total()).isZero();
    assertThat(it.reader.images("quay.io/mariadb", null, 0, 100).total()).isZero();
    assertThat(it.reader.images("postgres", null, 0, 1).items().get(0).overlay())
        .isEqualTo("postgres");
    assertThat(it.reader.images("No Image", null, 0, 100).items()).isEmpty();
  }

  @Test
  void problems_name_the_odd_tag_and_the_warnings_of_heads() {
    var problems = it.reader.problems(null, null, 0, 100);

    assertThat(problems.total()).isEqualTo(3);
    assertThat(problems.items())
        .extracting(problem -> problem.recipe() + " " + problem.kind().text() + " " + problem.tag())
        .containsExactly("chat warning null", "wiki tag latest", "wiki warning null");
    assertThat(it.reader.problems(new CoopId("harvest"), new RecipeName("chat"), 0, 10).items())
        .isEqualTo(problems.items().subList(0, 1));
    assertThat(it.reader.problems(null, null, 1, 1).items())
        .isEqualTo(problems.items().subList(1, 2));
    assertThat(it.reader.problems(new CoopId("tidal"), null, 0, 10).items()).isEmpty();
  }

  @Test
  void the_change_log_tells_it_in_order() {
    var run = it.reader.changes(0, 100);

    assertThat(run.items())
        .extracting(change -> change.kind().text() + " " + change.recipe() + " " + change.tag())
        .containsExactly(
            "coop null null",
            "source null null",
            "recipe wiki null",
            "version wiki latest",
            "version wiki v0.3",
            "version wiki 1.0.0+1.2.0",
            "version wiki 1.9.0+1.3.0",
            "version wiki 1.10.0+1.3.0",
            "recipe chat null");
    assertThat(it.reader.head()).isEqualTo(new CatalogueHead(run.epoch(), run.head()));
    assertThat(it.reader.changes(7, 1).items()).isEqualTo(run.items().subList(7, 8));
    assertThat(it.reader.changes(7, 1).next()).isEqualTo(8);
  }

  @Test
  void counts_and_categories_count_what_is_served() {
    assertThat(it.reader.counts()).isEqualTo(new Counts(1, 1, 2, 4, 0, 3, 0, 0, 0));
    assertThat(it.reader.categories()).isEqualTo(List.of(new CategoryCount("Apps", 2)));
    assertThat(it.reader.coop(new CoopId("harvest")).orElseThrow().recipes()).isEqualTo(2);
  }

  @Test
  void what_is_known_need_not_be_read_again() {
    var known = it.catalogue.known(WIKI);

    assertThat(known.needsReading(SampleRecipes.tag("1.0.0+1.2.0"), 1)).isFalse();
    assertThat(known.needsReading(SampleRecipes.tag("1.0.0+1.2.0"), 2)).isTrue();
    assertThat(known.needsReading(SampleRecipes.tag("2.0.0+1.2.0"), 1)).isTrue();
    assertThat(known.needsReading(SampleRecipes.tag("latest"), 2)).isFalse();
    assertThat(known.needsReading(SampleRecipes.name("head"), 1)).isFalse();
    assertThat(known.needsReading(SampleRecipes.name("other"), 1)).isTrue();
    assertThat(known.fingerprint()).isEqualTo("print wiki");
  }
}
