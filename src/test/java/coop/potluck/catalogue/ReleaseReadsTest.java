package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.compatibility.Action;
import coop.potluck.compatibility.Aspect;
import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.Risk;
import coop.potluck.compatibility.TagStep;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases as those see them who compare, plan and judge. */
class ReleaseReadsTest {

  private static final String OLD = "v0.9";
  private static final String ONE = "1.0.0+1.2.0";
  private static final String BROKEN = "1.1.0+1.2.0";
  private static final String TWO = "2.0.0+1.3.0";

  private CatalogueFixture it;

  @BeforeEach
  void store(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.list("harvest", "wiki", "chat");
    var tags = List.of(tag(TWO), tag(OLD), tag(BROKEN), tag(ONE), tag("latest"));
    var readings = new LinkedHashMap<String, RecipeSync.VersionSync>();
    readings.put(OLD, version("0.9"));
    readings.put(ONE, version("1.0"));
    readings.put(TWO, version("2.0"));
    readings.put(
        BROKEN,
        new RecipeSync.VersionSync(
            new Reading.Rejected(List.of(new Problem("compose.yml:1", "services"))),
            SampleRecipes.files(Map.of())));
    it.catalogue.store(CatalogueFixture.sync(WIKI, tags, readings, List.of()));
  }

  @AfterEach
  void close() {
    it.close();
  }

  private static Tag tag(String name) {
    return SampleRecipes.tag(name);
  }

  private static RecipeSync.VersionSync version(String image) {
    return SampleRecipes.version("Wiki", "nginx:" + image);
  }

  private List<Release> releases() {
    return it.reader.releases(WIKI).found().orElseThrow();
  }

  private LintSubject subject(@Nullable String tag) {
    return it.reader.lintSubject(WIKI, tag).found().orElseThrow();
  }

  private static LintSubject.Published published(LintSubject subject) {
    return Objects.requireNonNull(subject.published());
  }

  private static Tag tag(LintSubject subject) {
    return Objects.requireNonNull(published(subject).release()).tag();
  }

  private static @Nullable String image(@Nullable RecipeContent content) {
    return Objects.requireNonNull(content).composition().services().get(0).imageText();
  }

  @Test
  void releases_are_the_parsed_versions_from_the_lowest_with_their_notes() {
    assertThat(releases())
        .extracting(release -> release.tag().name())
        .containsExactly(OLD, ONE, TWO);
    assertThat(releases()).isSorted();
    assertThat(releases().get(1).tag()).isEqualTo(tag(ONE));
    assertThat(releases().get(1).time()).isEqualTo(SampleRecipes.DAY);
    assertThat(releases().get(1).note())
        .isEqualTo(new ReleaseNote(ONE, "release/" + ONE, "Mind the gap."));
    assertThat(releases().get(2).note()).isNull();
  }

  @Test
  void what_is_blocked_is_no_release() {
    it.catalogue.block(WIKI, TWO, "bad");

    assertThat(releases()).extracting(release -> release.tag().name()).containsExactly(OLD, ONE);
    assertThat(it.reader.lintSubject(WIKI, TWO)).isInstanceOf(Lookup.Blocked.class);
    it.catalogue.block(WIKI, ONE, "bad");
    assertThat(tag(subject(null)).name()).isEqualTo(OLD);
  }

  @Test
  void the_content_is_what_was_parsed_however_often_it_is_asked_for() {
    for (var i = 0; i < 3; i++) {
      assertThat(image(it.reader.content(WIKI, releases().get(1)))).isEqualTo("nginx:1.0");
      assertThat(image(it.reader.content(WIKI, releases().get(2)))).isEqualTo("nginx:2.0");
    }
    var elsewhere = releases().get(1);
    assertThatThrownBy(() -> it.reader.content(CHAT, elsewhere))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lint_looks_at_the_latest_version_and_at_what_is_below_it() {
    var subject = it.reader.lintSubject(WIKI, OLD).found().orElseThrow();
    assertThat(image(subject.content())).isEqualTo("nginx:0.9");
    assertThat(image(subject.readme())).as("the head's").isEqualTo("nginx:1.3");
    assertThat(subject.previous()).isNull();
    assertThat(tag(subject)).isEqualTo(tag(OLD));
    assertThat(published(subject).moves()).isZero();
    assertThat(published(subject).followed()).isTrue();
  }

  @Test
  void lint_sees_why_a_version_was_rejected() {
    var subject = subject(BROKEN);

    assertThat(subject.content()).isNull();
    assertThat(subject.problems()).containsExactly(new Problem("compose.yml:1", "services"));
    assertThat(subject.previous()).isNull();
    assertThat(tag(subject)).isEqualTo(tag(BROKEN));
  }

  @Test
  void lint_looks_at_the_head_where_there_is_no_version() {
    it.store(CHAT);
    var subject = it.reader.lintSubject(CHAT, null).found().orElseThrow();

    assertThat(image(subject.content())).isEqualTo("nginx:1.3");
    assertThat(subject.readme()).isEqualTo(subject.content());
    assertThat(published(subject).release()).isNull();
    assertThat(it.reader.lintSubject(CHAT, "9.9.9+9").found()).isEmpty();
  }

  @Test
  void a_tag_that_pointed_elsewhere_is_counted_until_it_is_back() {
    var elsewhere = SampleRecipes.tag(OLD, "elsewhere", SampleRecipes.DAY);
    var readings = Map.of(OLD, version("0.9.1"));
    it.catalogue.store(CatalogueFixture.sync(WIKI, List.of(elsewhere), readings, List.of()));
    assertThat(published(subject(OLD)).moves()).isEqualTo(1);

    it.catalogue.store(CatalogueFixture.sync(WIKI, List.of(tag(OLD)), readings, List.of()));
    assertThat(published(subject(OLD)).moves()).isEqualTo(1);
    it.catalogue.store(CatalogueFixture.sync(WIKI, List.of(), Map.of(), List.of()));
    it.catalogue.store(CatalogueFixture.sync(WIKI, List.of(tag(OLD)), readings, List.of()));
    assertThat(published(subject(OLD)).moves())
        .as("being gone is not being elsewhere")
        .isEqualTo(1);
  }

  @Test
  void a_repository_without_an_address_of_its_own_is_not_followed_there() {
    it.pass(Duration.ofDays(1));
    it.list("harvest", "chat");

    assertThat(published(subject(OLD)).followed()).as("missing from its source").isFalse();
  }

  @Test
  void releases_that_are_none_of_the_recipes_have_no_differences() {
    var other =
        new Release(
            releases().get(0).version(),
            SampleRecipes.tag(OLD, "elsewhere", SampleRecipes.DAY),
            SampleRecipes.DAY,
            null);
    assertThat(it.reader.differences(WIKI, other, releases().get(1))).isEmpty();
    assertThatThrownBy(() -> it.reader.content(WIKI, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("harvest/wiki");
  }

  @Test
  void differences_that_were_worked_out_before_are_not_worked_out_again() {
    var stored =
        new Difference(
            Aspect.IMAGE,
            Difference.Change.CHANGED,
            null,
            "app",
            "app",
            "nginx:1.0",
            "nginx:2.0",
            "compose.yml:4",
            null,
            Action.REVIEW,
            Risk.DOWNTIME,
            "a made-up reason",
            TagStep.MAJOR,
            null,
            null,
            true);
    it.database.write(
        handle ->
            handle.execute(
                """
                INSERT INTO comparisons (old_object, new_object, schema, differences)
                SELECT a.object_id, b.object_id, ?, ? FROM readings a, readings b
                WHERE a.id = (SELECT reading_id FROM versions WHERE tag = ?)
                  AND b.id = (SELECT reading_id FROM versions WHERE tag = ?)
                """,
                Comparer.SCHEMA,
                StoredJson.bytes(List.of(stored)),
                ONE,
                TWO));

    assertThat(it.reader.differences(WIKI, releases().get(1), releases().get(2)))
        .contains(List.of(stored));
    assertThat(Objects.requireNonNull(subject(TWO).previous()).differences())
        .containsExactly(stored);
  }
}
