package coop.potluck.federation;

import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static coop.potluck.catalogue.CatalogueFixture.sync;
import static coop.potluck.catalogue.SampleRecipes.tag;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.Listing;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our own log states of the catalogue, and that it states it once. */
class PublishTest {

  private static final String ONE = "1.0.0+1.2.0";
  private static final String TWO = "2.0.0+1.3.0";

  private OwnLogFixture its;

  @BeforeEach
  void open(@TempDir Path folder) {
    its = new OwnLogFixture(folder);
    its.it.list("harvest", "wiki", "chat");
  }

  @AfterEach
  void close() {
    its.close();
  }

  private int published() {
    return its.log().publish();
  }

  @Test
  void a_recipe_and_its_versions_are_stated_once() {
    its.it.store(WIKI, ONE, TWO);

    assertThat(published()).isEqualTo(3);
    assertThat(its.said())
        .containsExactly("recipe wiki", "version wiki " + ONE, "version wiki " + TWO);
    assertThat(published()).isZero();
    its.it.store(WIKI, ONE, TWO);
    assertThat(published()).isZero();
  }

  @Test
  void a_version_names_all_that_it_takes_to_check_it() throws MalformedException {
    var files =
        new RecipeFiles(
            List.of(
                file("compose.yml", RecipeFile.Kind.FILE, "x"),
                file("abra.sh", RecipeFile.Kind.EXECUTABLE, "y"),
                new RecipeFile("link", RecipeFile.Kind.SYMLINK, 3, null),
                new RecipeFile("module", RecipeFile.Kind.SUBMODULE, 0, null)),
            List.of());
    var one = tag(ONE);
    its.it.catalogue.store(
        sync(
            WIKI,
            List.of(one),
            Map.of(ONE, new RecipeSync.VersionSync(SampleRecipes.parsed("wiki", "nginx:1"), files)),
            List.of()));
    its.publish();

    var version = (VersionStatement) its.statement(1);
    assertThat(version.coop()).isEqualTo("harvest.example");
    assertThat(version.repository()).isEqualTo("https://git.harvest.example/recipes/wiki.git");
    assertThat(version.tag()).isEqualTo(one);
    var manifest = its.store.object(version.manifest().sha256()).orElseThrow();
    assertThat(version.manifest().names(manifest)).isTrue();
    assertThat(new String(manifest, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"files":[\
            {"mode":"100755","path":"abra.sh","sha256":"%s","size":1},\
            {"mode":"100644","path":"compose.yml","sha256":"%s","size":1},\
            {"mode":"120000","path":"link","size":3},\
            {"mode":"160000","path":"module","size":0}],"schema":1}"""
                .formatted(
                    Hash.sha256(new byte[] {'y'}).hex(), Hash.sha256(new byte[] {'x'}).hex()));
    assertThat(Manifest.parse(manifest).bytes()).isEqualTo(manifest);
    var parsed = Objects.requireNonNull(version.parsed());
    assertThat(parsed.schema()).isEqualTo(RecipeObject.SCHEMA);
    assertThat(RecipeObject.decode(its.store.object(parsed.object().sha256()).orElseThrow()))
        .isPresent();
  }

  private static RecipeFile file(String path, RecipeFile.Kind kind, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RecipeFile(path, kind, bytes.length, bytes);
  }

  @Test
  void a_recipe_states_its_head_with_the_raw_texts() throws MalformedException {
    its.it.store(WIKI, ONE);
    its.publish();

    var recipe = (RecipeStatement) its.statement(0);
    assertThat(recipe.head().branch()).isEqualTo("main");
    assertThat(recipe.description()).isEqualTo("The app wiki");
    assertThat(recipe.website()).isEqualTo("https://wiki.example");
    assertThat(recipe.archived()).isFalse();
    var texts = HeadTexts.parse(its.store.object(recipe.texts().sha256()).orElseThrow());
    assertThat(texts.readme()).isEqualTo(new HeadTexts.Text("README.md", "# wiki"));
    assertThat(texts.notes()).hasSize(1);
    assertThat(texts.notes().get(0).text()).isEqualTo("Mind the gap.");
    assertThat(texts.next()).isEqualTo(new HeadTexts.Text("release/next", "Soon."));
  }

  @Test
  void what_was_rejected_is_stated_without_what_was_parsed() {
    its.it.catalogue.store(
        sync(
            WIKI,
            List.of(tag(ONE)),
            Map.of(
                ONE,
                new RecipeSync.VersionSync(
                    new Reading.Rejected(List.of(new Problem("compose.yml:1", "valid YAML"))),
                    SampleRecipes.files(Map.of("compose.yml", "[")))),
            List.of()));
    its.publish();

    assertThat(((VersionStatement) its.statement(1)).parsed()).isNull();
  }

  @Test
  void a_tag_that_moves_is_stated_as_moved_and_then_where_it_stands() {
    its.it.store(WIKI, ONE);
    published();
    var first = ((VersionStatement) its.statement(1)).tag();
    var second = tag(ONE, "again", SampleRecipes.DAY);
    its.it.catalogue.store(sync(WIKI, List.of(second)));
    published();

    assertThat(its.saidSince(2)).containsExactly("moved wiki " + ONE, "version wiki " + ONE);
    assertThat(its.statement(2))
        .isEqualTo(
            new MovedStatement(
                "harvest.example",
                WIKI.name(),
                ONE,
                new MovedStatement.Target(first.object(), first.commit()),
                new MovedStatement.Target(second.object(), second.commit())));
    its.it.catalogue.store(sync(WIKI, List.of(first)));
    published();
    assertThat(its.saidSince(4)).containsExactly("moved wiki " + ONE, "version wiki " + ONE);
  }

  @Test
  void history_is_the_same_whether_it_is_stated_at_once_or_as_it_happens(@TempDir Path other) {
    try (var late = new OwnLogFixture(other)) {
      late.it.list("harvest", "wiki", "chat");
      for (var fixture : List.of(its, late)) {
        for (var tags :
            List.of(
                List.of(tag(ONE)),
                List.of(tag(ONE, "moved", SampleRecipes.DAY), tag(TWO)),
                List.of(tag(TWO)),
                List.of(tag(ONE), tag(TWO)))) {
          fixture.it.catalogue.store(sync(WIKI, tags));
          if (fixture == its) {
            published();
          }
        }
      }
      late.log().publish();

      assertThat(late.entries()).isEqualTo(its.entries()).hasSize(7);
    }
  }

  @Test
  void a_tag_that_is_gone_is_withdrawn_by_the_hash_of_what_was_stated() {
    its.it.store(WIKI, ONE, TWO);
    published();
    its.it.store(WIKI, TWO);
    published();

    var withdrawn = (WithdrawnStatement) its.statement(3);
    assertThat(withdrawn.tag()).isEqualTo(ONE);
    assertThat(withdrawn.evidence())
        .isEqualTo(MerkleTree.leaf(its.store.entry(its.stored().id(), 1).orElseThrow()));
    its.it.store(WIKI, ONE, TWO);
    published();
    assertThat(its.saidSince(4)).containsExactly("version wiki " + ONE);
  }

  @Test
  void a_recipe_that_is_gone_is_withdrawn_and_stated_whole_when_it_is_back() {
    its.it.store(WIKI, ONE, TWO);
    published();
    its.it.list("harvest", "chat");
    its.it.pass(Duration.ofDays(2));
    its.it.list("harvest", "chat");
    published();
    assertThat(its.saidSince(3)).containsExactly("withdrawn wiki");

    its.it.list("harvest", "wiki", "chat");
    published();
    assertThat(its.saidSince(4))
        .containsExactly("recipe wiki", "version wiki " + ONE, "version wiki " + TWO);
  }

  @Test
  void what_is_blocked_is_withdrawn_and_stated_again_when_the_block_is_lifted() {
    its.it.store(WIKI, ONE, TWO);
    published();
    its.it.catalogue.block(WIKI, ONE, "a mistake");
    published();
    its.it.catalogue.unblock(WIKI, ONE);
    published();
    assertThat(its.saidSince(3)).containsExactly("withdrawn wiki " + ONE, "version wiki " + ONE);

    its.it.catalogue.block(WIKI, null, "a mistake");
    published();
    its.it.store(WIKI, ONE);
    published();
    its.it.catalogue.unblock(WIKI, null);
    published();
    assertThat(its.saidSince(5))
        .containsExactly("withdrawn wiki", "recipe wiki", "version wiki " + ONE);
  }

  @Test
  void a_source_that_is_not_published_a_coop_without_a_name_and_a_peer_are_not_stated() {
    its.it.store(WIKI, ONE);
    its.follow("harvest.example", "forgejo", false);
    assertThat(published()).isZero();
    its.it.store(WIKI, ONE, TWO);
    its.follow(null, "forgejo", true);
    assertThat(published()).isZero();
    its.follow("harvest.example", "peer", true);
    assertThat(published()).isZero();

    its.follow("harvest.example", "forgejo", true);
    published();
    assertThat(its.said())
        .containsExactly("recipe wiki", "version wiki " + ONE, "version wiki " + TWO);
    its.follow("harvest.example", "forgejo", false);
    published();
    assertThat(its.saidSince(3)).containsExactly("withdrawn wiki");
  }

  @Test
  void a_coop_of_another_name_withdraws_under_the_old_one() {
    its.it.store(WIKI, ONE);
    published();
    its.follow("harvest.test", "forgejo", true);
    published();

    assertThat(its.saidSince(2))
        .containsExactly("withdrawn wiki", "recipe wiki", "version wiki " + ONE);
    assertThat(((WithdrawnStatement) its.statement(2)).coop()).isEqualTo("harvest.example");
    assertThat(((VersionStatement) its.statement(4)).coop()).isEqualTo("harvest.test");
  }

  @Test
  void a_new_reading_is_stated_of_the_latest_version_alone() {
    its.it.store(WIKI, ONE, TWO);
    published();
    var readings =
        Map.of(
            ONE, SampleRecipes.version("wiki", "nginx:8"),
            TWO, SampleRecipes.version("wiki", "nginx:9"));
    its.it.catalogue.store(
        new RecipeSync(
            WIKI,
            SampleRecipes.head("wiki", "head"),
            List.of(tag(ONE), tag(TWO)),
            readings,
            List.of(),
            2));
    published();

    assertThat(its.saidSince(3)).containsExactly("version wiki " + TWO);
  }

  @Test
  void nothing_secret_or_local_is_stated_and_long_texts_are_cut() {
    var described =
        new Repository(
            "https://ada:hunter2@git.harvest.example/wiki.git?token=hunter2",
            null,
            "A\u0007 wiki\n\n" + "for everybody ".repeat(100),
            "https://ada@wiki.example/" + "x".repeat(900),
            "https://wiki.example/" + "y".repeat(900),
            false);
    list(described);
    its.it.store(WIKI, ONE);
    published();

    var recipe = (RecipeStatement) its.statement(0);
    assertThat(recipe.repository()).isEqualTo("https://git.harvest.example/wiki.git");
    assertThat(recipe.description()).startsWith("A wiki for everybody").hasSize(500);
    assertThat(String.join("", its.entries())).doesNotContain("hunter2", "ada");

    list(new Repository("file:///srv/wiki", null, null, null, null, false));
    its.it.store(WIKI, ONE);
    published();
    assertThat(((RecipeStatement) its.statement(2)).repository())
        .isEqualTo("https://catalogue.example/git/harvest/wiki.git");
  }

  private void list(Repository repository) {
    its.it.catalogue.recordListing(
        "harvest-source",
        new Listing(
            List.of(new Listing.Listed(new RecipeName("wiki"), repository, "print")), List.of()));
  }

  @Test
  void what_cannot_be_stated_is_told_to_the_operator() {
    var head = SampleRecipes.head("wiki", "head");
    var longBranch =
        new RecipeSync.HeadSync(
            new Head(
                "b".repeat(4000), head.head().commit(), head.head().tree(), head.head().date()),
            head.reading(),
            head.readmeHtml(),
            head.readmeText(),
            head.notes(),
            head.nextNote(),
            head.files());
    its.it.catalogue.store(
        new RecipeSync(
            WIKI,
            longBranch,
            List.of(tag(ONE)),
            Map.of(ONE, SampleRecipes.version("wiki", "nginx:1")),
            List.of(),
            1));
    var log = its.log();
    log.publish();

    assertThat(its.said()).containsExactly("version wiki " + ONE);
    assertThat(log.state().unpublished()).hasSize(1);
    assertThat(log.state().unpublished().get(0).recipe()).isEqualTo(WIKI);
    assertThat(log.state().unpublished().get(0).tag()).isNull();
    assertThat(log.state().unpublished().get(0).reason()).contains("4096 bytes");
    its.it.store(WIKI, ONE);
    log.publish();
    assertThat(log.state().unpublished()).isEmpty();
  }

  @Test
  void many_versions_are_stated_in_several_transactions_and_in_order() {
    var tags = new String[300];
    for (var i = 0; i < tags.length; i++) {
      tags[i] = "1." + i + ".0+1";
    }
    its.follow("harvest.example", "forgejo", false);
    its.it.store(WIKI, tags);
    published();
    its.follow("harvest.example", "forgejo", true);

    assertThat(published()).isEqualTo(301);
    assertThat(its.said())
        .doesNotHaveDuplicates()
        .startsWith("recipe wiki", "version wiki 1.0.0+1");
  }
}
