package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static coop.potluck.catalogue.CatalogueFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served of a reading: parsed or rejected, of a head or of a version, old or new. */
class StoredReadingTest {

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
  void a_rejected_version_is_served_with_the_reasons() {
    var problem = new Problem("compose.yml:12", "not valid YAML");
    var tag = SampleRecipes.tag("3.0.0+1");
    var limit = new Problem("big.bin", "larger than 1 MB");
    store(tag, new Reading.Rejected(List.of(problem)), List.of(limit));

    var version = it.reader.version(WIKI, "3.0.0+1").found().orElseThrow();
    assertThat(version.version().state()).isEqualTo(VersionEntry.State.REJECTED);
    assertThat(version.version().parsed()).isNull();
    assertThat(version.reading()).isEqualTo(new Reading.Rejected(List.of(problem)));
    assertThat(version.problems()).containsExactly(limit, problem);
    assertThat(tags()).containsExactly("3.0.0+1", TWO, ONE);
    var recipe = it.reader.recipe(WIKI).found().orElseThrow();
    assertThat(recipe.latest()).extracting(latest -> latest.tag().name()).isEqualTo(TWO);
    assertThat(it.reader.flat(null).get(0).versions()).hasSize(2);
    assertThat(it.reader.counts().rejected()).isEqualTo(1);
    assertThat(it.reader.problems(WIKI.coop(), WIKI.name(), 0, 10).items())
        .contains(
            new ProblemEntry(ProblemEntry.Kind.REJECTED, WIKI.coop(), "wiki", "3.0.0+1", problem));
  }

  private Stored store(Tag tag, Reading reading, List<Problem> limits) {
    return it.catalogue.store(
        sync(
            WIKI,
            List.of(SampleRecipes.tag(ONE), SampleRecipes.tag(TWO), tag),
            Map.of(
                tag.name(),
                new RecipeSync.VersionSync(reading, new RecipeFiles(List.of(), limits))),
            List.of()));
  }

  @Test
  void a_rejected_head_leaves_the_recipe_and_shows_its_latest_version() {
    var id = RecipeId.of("harvest", "chat");
    var sound = SampleRecipes.head("chat", "head");
    it.store(id, ONE);
    it.catalogue.store(
        new RecipeSync(
            id,
            new RecipeSync.HeadSync(
                sound.head(),
                new Reading.Rejected(List.of(new Problem("compose.yml:1", "broken"))),
                null,
                "",
                List.of(),
                null,
                new RecipeFiles(List.of(), List.of())),
            List.of(SampleRecipes.tag(ONE)),
            Map.of(),
            List.of(),
            1));

    var recipe = it.reader.recipe(id).found().orElseThrow();
    assertThat(recipe.reading()).isInstanceOf(Reading.Rejected.class);
    assertThat(recipe.claimed().category()).isEqualTo("Apps");
    assertThat(recipe.readme()).isFalse();
    assertThat(it.reader.readme(id)).isEqualTo(new Lookup.Absent<>());
  }

  @Test
  void what_is_not_a_recipe_is_not_served_but_listed_with_the_reason() {
    var id = RecipeId.of("harvest", "chat");
    var other = new Reading.NotARecipe("no compose.yml at the root");
    it.catalogue.store(
        new RecipeSync(
            id,
            new RecipeSync.HeadSync(
                SampleRecipes.head("chat", "head").head(),
                other,
                null,
                "",
                List.of(),
                null,
                new RecipeFiles(List.of(), List.of())),
            List.of(SampleRecipes.tag("v1.0")),
            Map.of(
                "v1.0", new RecipeSync.VersionSync(other, new RecipeFiles(List.of(), List.of()))),
            List.of(),
            1));

    assertThat(it.reader.names()).containsExactly(WIKI);
    assertThat(it.reader.problems(id.coop(), id.name(), 0, 10).items())
        .containsExactly(
            new ProblemEntry(
                ProblemEntry.Kind.REPOSITORY,
                id.coop(),
                "chat",
                null,
                new Problem(".", "not a recipe: no compose.yml at the root")));
  }

  @Test
  void a_later_parser_writes_only_what_it_reads_otherwise() {
    var head = head();
    var tags = List.of(SampleRecipes.tag(ONE), SampleRecipes.tag(TWO));
    var same = sync(WIKI, tags);
    var readings = new HashMap<>(same.readings());
    readings.put(ONE, SampleRecipes.version("wiki", "nginx:9"));
    var stored =
        it.catalogue.store(new RecipeSync(WIKI, same.head(), tags, readings, List.of(), 2));

    assertThat(stored).isEqualTo(new Stored(0, 0, 0, 1, false));
    assertThat(changesSince(head)).containsExactly("reread " + ONE);
    assertThat(it.reader.images("nginx", "9", 0, 10).total()).isEqualTo(1);
    assertThat(it.reader.images("mariadb", null, 0, 10).total()).isEqualTo(2);
    var known = it.catalogue.known(WIKI);
    assertThat(known.needsReading(tags.get(0), 2)).isFalse();
    assertThat(known.needsReading(tags.get(1), 2)).isFalse();
    assertThat(known.needsReading(SampleRecipes.name("head"), 2)).isFalse();
    var before = it.database.totalChanges();
    it.catalogue.store(new RecipeSync(WIKI, same.head(), tags, readings, List.of(), 2));
    assertThat(it.database.totalChanges()).isEqualTo(before);
  }

  @Test
  void a_new_head_replaces_what_was_read_of_the_old_one() {
    var head = head();
    var stored =
        it.catalogue.store(
            new RecipeSync(
                WIKI,
                SampleRecipes.head("Wiki 2", "next"),
                List.of(SampleRecipes.tag(ONE), SampleRecipes.tag(TWO)),
                Map.of(),
                List.of(),
                1));

    assertThat(stored).isEqualTo(new Stored(0, 0, 0, 0, true));
    var change = it.reader.changes(head, 10).items();
    assertThat(change).hasSize(1);
    assertThat(change.get(0).oldCommit()).isEqualTo(SampleRecipes.name("head"));
    assertThat(change.get(0).newCommit()).isEqualTo(SampleRecipes.name("next"));
    assertThat(it.reader.readme(WIKI).found()).contains("<h1>Wiki 2</h1>");
    assertThat(it.reader.flat(null).get(0).summary()).startsWith("Wiki 2 does");
  }

  @Test
  void problems_of_a_repository_replace_those_before() {
    var problem = new Problem("refs", "fewer than 1000 tags");
    var tags = List.of(SampleRecipes.tag(ONE), SampleRecipes.tag(TWO));
    it.catalogue.store(sync(WIKI, tags, Map.of(), List.of(problem)));
    var head = head();
    it.catalogue.store(sync(WIKI, tags, Map.of(), List.of(problem)));
    assertThat(head()).isEqualTo(head);
    assertThat(it.reader.problems(null, null, 0, 10).items())
        .extracting(ProblemEntry::problem)
        .contains(problem);

    assertThat(it.catalogue.store(sync(WIKI, tags, Map.of(), List.of())).head()).isTrue();
    assertThat(it.reader.problems(null, null, 0, 10).items())
        .extracting(ProblemEntry::problem)
        .doesNotContain(problem);
  }

  @Test
  void times_are_never_later_than_when_they_were_seen() {
    var future = SampleRecipes.tag("3.0.0+1", "", it.now().plus(Duration.ofDays(900)));
    var past = SampleRecipes.tag("0.0.1+1", "", Instant.EPOCH.minusSeconds(9));
    it.catalogue.store(
        sync(WIKI, List.of(future, past, SampleRecipes.tag(ONE), SampleRecipes.tag(TWO))));

    assertThat(it.reader.version(WIKI, "3.0.0+1").found().orElseThrow().version().time())
        .isEqualTo(it.now());
    assertThat(it.reader.recipe(WIKI).found().orElseThrow().updated()).isEqualTo(it.now());
  }

  @Test
  void large_and_binary_files_are_listed_without_their_content() {
    var tag = SampleRecipes.tag("3.0.0+1");
    var files =
        SampleRecipes.files(
            Map.of("big.txt", "x".repeat(300_000), "zero.bin", "a\0b", "small.txt", "grüße"));
    it.catalogue.store(
        sync(
            WIKI,
            List.of(tag),
            Map.of(
                tag.name(), new RecipeSync.VersionSync(SampleRecipes.parsed("w", "nginx"), files)),
            List.of()));

    assertThat(it.reader.version(WIKI, "3.0.0+1").found().orElseThrow().files())
        .extracting(file -> file.path() + " " + file.size() + " " + file.text())
        .containsExactly("big.txt 300000 false", "small.txt 7 true", "zero.bin 3 false");
    assertThat(it.reader.file(WIKI, "3.0.0+1", "small.txt").found().orElseThrow().text())
        .isEqualTo("grüße");
    assertThat(it.reader.file(WIKI, "3.0.0+1", "big.txt").found().orElseThrow().text()).isNull();
    assertThat(it.reader.file(WIKI, "3.0.0+1", "none")).isEqualTo(new Lookup.Absent<>());
  }
}
