package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static coop.potluck.catalogue.CatalogueFixture.sync;
import static coop.potluck.catalogue.SearchRows.facts;
import static coop.potluck.catalogue.SearchRows.row;
import static coop.potluck.catalogue.SearchRows.stamps;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Coop;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import coop.potluck.recipe.Tag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of change does to the rows that search is fed from, and to their stamps. */
class SearchDocumentsTest {

  private static final String ONE = "1.0.0+1.2.0";
  private static final String TWO = "2.0.0+1.3.0";

  private CatalogueFixture it;

  @BeforeEach
  void sync_once(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.catalogue.follow(List.of(SampleRecipes.coop("harvest"), SampleRecipes.coop("tidal")));
    it.catalogue.recordListing("harvest-source", SampleRecipes.listing("wiki", "chat"));
    it.catalogue.recordListing("tidal-source", SampleRecipes.listing("blog"));
    it.store(WIKI, ONE, TWO);
    it.store(CHAT, ONE);
    it.pass(Duration.ofDays(1));
  }

  @AfterEach
  void close() {
    it.close();
  }

  /** The recipes whose stamps a change raised, all of them above any stamp there was before. */
  private List<String> stampedBy(Runnable change) {
    var before = stamps(it.database);
    var top = new TreeSet<>(before.values()).last();
    var number = it.reader.head().change();
    change.run();
    var stamped = new ArrayList<String>();
    stamps(it.database)
        .forEach(
            (recipe, stamp) -> {
              if (!stamp.equals(before.get(recipe))) {
                assertThat(stamp).as(recipe).isGreaterThan(top);
                stamped.add(recipe);
              }
            });
    if (!stamped.isEmpty()) {
      assertThat(it.reader.head().change()).as("number of the change").isGreaterThan(number);
    }
    return stamped;
  }

  private List<String> stampedBy(RecipeSync sync) {
    return stampedBy(() -> it.catalogue.store(sync));
  }

  private static RecipeSync withHead(RecipeSync sync, RecipeSync.HeadSync head) {
    return new RecipeSync(sync.id(), head, sync.tags(), sync.readings(), List.of(), 1);
  }

  private static RecipeSync.HeadSync head(String commit, String readmeText) {
    var head = SampleRecipes.head("wiki", commit);
    return new RecipeSync.HeadSync(
        head.head(), head.reading(), "", readmeText, head.notes(), null, head.files());
  }

  private void listWiki(String description, @Nullable String icon, boolean archived) {
    var repository =
        new Repository("https://x.example/wiki.git", null, description, null, icon, archived);
    var chat = SampleRecipes.listing("chat").repositories().get(0);
    var wiki = new Listing.Listed(new RecipeName("wiki"), repository, "print wiki");
    it.catalogue.recordListing("harvest-source", new Listing(List.of(wiki, chat), List.of()));
  }

  @Test
  void a_recipe_has_a_row_from_the_start_and_its_lines_once_it_was_read() {
    assertThat(row(it.database, "blog")).isEqualTo(new SearchRows.Row("", "", "", "", ""));
    var image = "nginx:" + SampleRecipes.tag(TWO).commit().hex();
    assertThat(row(it.database, "wiki"))
        .isEqualTo(
            new SearchRows.Row(
                "mariadb:10.6\n" + image + "\npostgres:15",
                "app\ndb\npg",
                IntStream.range(0, 15)
                    .mapToObj(i -> "KEY_" + i)
                    .sorted()
                    .reduce((a, b) -> a + "\n" + b)
                    .orElseThrow(),
                "postgres",
                "wiki is read."));
    assertThat(stamps(it.database).values()).doesNotHaveDuplicates();
  }

  @Test
  void features_and_architectures_are_facts() {
    assertThat(facts(it.database, "wiki"))
        .contains(
            "architecture amd64",
            "claimed email",
            "claimed healthcheck",
            "claimed tests",
            "computed backups",
            "image nginx",
            "needs traefik")
        .doesNotContain("claimed backups", "claimed sso", "computed sso");
    assertThat(facts(it.database, "blog")).isEmpty();
  }

  @Test
  void nothing_new_raises_no_stamp_and_writes_nothing() {
    var before = it.database.totalChanges();
    assertThat(
            stampedBy(
                () -> {
                  it.store(WIKI, ONE, TWO);
                  it.store(CHAT, ONE);
                  it.catalogue.recordListing(
                      "harvest-source", SampleRecipes.listing("wiki", "chat"));
                  it.catalogue.follow(
                      List.of(SampleRecipes.coop("harvest"), SampleRecipes.coop("tidal")));
                  it.catalogue.recordOutcome(WIKI, Outcome.OK);
                }))
        .isEmpty();
    assertThat(it.database.totalChanges()).isEqualTo(before);
  }

  @Test
  void a_new_latest_version_raises_the_stamp_of_its_recipe_alone() {
    assertThat(stampedBy(sync(WIKI, ONE, TWO, "3.0.0+2"))).containsExactly("wiki");
    assertThat(row(it.database, "wiki").images())
        .contains(SampleRecipes.tag("3.0.0+2").commit().hex())
        .doesNotContain(SampleRecipes.tag(TWO).commit().hex());
  }

  @Test
  void tags_below_the_latest_are_no_change_that_search_sees() {
    assertThat(stampedBy(sync(WIKI, ONE, TWO, "0.9.0+1"))).isEmpty();
    assertThat(stampedBy(sync(WIKI, List.of(moved(ONE), SampleRecipes.tag(TWO))))).isEmpty();
    assertThat(stampedBy(sync(WIKI, TWO))).isEmpty();
  }

  private static Tag moved(String tag) {
    return SampleRecipes.tag(tag, "elsewhere", SampleRecipes.DAY);
  }

  @Test
  void a_latest_tag_that_moves_or_goes_raises_the_stamp() {
    assertThat(stampedBy(sync(WIKI, List.of(SampleRecipes.tag(ONE), moved(TWO)))))
        .containsExactly("wiki");
    assertThat(row(it.database, "wiki").images()).contains(moved(TWO).commit().hex());
    assertThat(stampedBy(sync(WIKI, ONE))).containsExactly("wiki");
    assertThat(row(it.database, "wiki").images()).contains(SampleRecipes.tag(ONE).commit().hex());
  }

  @Test
  void a_latest_version_that_is_read_otherwise_raises_the_stamp() {
    var tags = List.of(SampleRecipes.tag(ONE), SampleRecipes.tag(TWO));
    var other = SampleRecipes.version("wiki", "quay.io/org/other:7");
    assertThat(stampedBy(sync(WIKI, tags, Map.of(TWO, other), List.of()))).containsExactly("wiki");
    assertThat(row(it.database, "wiki").images())
        .isEqualTo("mariadb:10.6\norg/other:7\npostgres:15");
    assertThat(facts(it.database, "wiki"))
        .contains("image org/other")
        .doesNotContain("image nginx");
  }

  @Test
  void another_readme_raises_the_stamp_and_another_commit_does_not() {
    var same = sync(WIKI, ONE, TWO);
    assertThat(stampedBy(withHead(same, head("later", "Cooking for many."))))
        .containsExactly("wiki");
    assertThat(row(it.database, "wiki").readme()).isEqualTo("Cooking for many.");
    assertThat(stampedBy(withHead(same, head("latest", "Cooking for many.")))).isEmpty();
    assertThat(stampedBy(withHead(same, head("last", "")))).containsExactly("wiki");
    assertThat(row(it.database, "wiki").readme()).isEmpty();
  }

  @Test
  void claims_of_the_head_raise_the_stamp() {
    var claims = SampleRecipes.features("Wikis", 5);
    var reading = new Reading.Parsed(SampleRecipes.content("wiki", "nginx:1.3", claims));
    var old = SampleRecipes.head("wiki", "head");
    var head =
        new RecipeSync.HeadSync(
            old.head(),
            reading,
            old.readmeHtml(),
            old.readmeText(),
            old.notes(),
            old.nextNote(),
            old.files());
    assertThat(stampedBy(withHead(sync(WIKI, ONE, TWO), head))).containsExactly("wiki");
  }

  @Test
  void what_a_source_says_of_a_recipe_raises_its_stamp_where_search_reads_it() {
    assertThat(stampedBy(() -> listWiki("Pages together", null, false))).containsExactly("wiki");
    assertThat(stampedBy(() -> listWiki("Pages together", "https://x.example/i.svg", false)))
        .isEmpty();
    assertThat(stampedBy(() -> listWiki("Pages together", null, true))).containsExactly("wiki");
  }

  @Test
  void a_block_and_its_end_raise_the_stamp_and_another_reason_does_not() {
    assertThat(stampedBy(() -> it.catalogue.block(WIKI, null, "malware"))).containsExactly("wiki");
    assertThat(stampedBy(() -> it.catalogue.block(WIKI, null, "spam"))).isEmpty();
    assertThat(stampedBy(() -> it.catalogue.unblock(WIKI, null))).containsExactly("wiki");
  }

  @Test
  void a_blocked_version_gives_its_lines_to_the_one_below() {
    var before = row(it.database, "wiki");
    assertThat(stampedBy(() -> it.catalogue.block(WIKI, ONE, "old"))).isEmpty();
    assertThat(stampedBy(() -> it.catalogue.block(WIKI, TWO, "leaks"))).containsExactly("wiki");
    assertThat(row(it.database, "wiki")).isNotEqualTo(before);
    assertThat(stampedBy(() -> it.catalogue.unblock(WIKI, TWO))).containsExactly("wiki");
    assertThat(row(it.database, "wiki")).isEqualTo(before);
    assertThat(stampedBy(() -> it.catalogue.unblock(WIKI, ONE))).isEmpty();
  }

  @Test
  void a_recipe_keeps_its_row_when_it_is_withdrawn_and_when_it_returns() {
    var without = SampleRecipes.listing("chat");
    var before = row(it.database, "wiki");
    assertThat(stampedBy(() -> it.catalogue.recordListing("harvest-source", without))).isEmpty();
    assertThat(stampedBy(() -> it.catalogue.confirm("harvest-source"))).containsExactly("wiki");
    assertThat(row(it.database, "wiki")).isEqualTo(before);
    var both = SampleRecipes.listing("chat", "wiki");
    assertThat(stampedBy(() -> it.catalogue.recordListing("harvest-source", both)))
        .containsExactly("wiki");
  }

  @Test
  void a_co_op_of_another_name_raises_the_stamps_of_its_recipes() {
    var harvest = SampleRecipes.coop("harvest");
    var renamed =
        new CoopRegistration(
            new Coop(harvest.coop().id(), "harvest.example", "The Harvest", null, null),
            harvest.sources());
    var tidal = SampleRecipes.coop("tidal");
    assertThat(stampedBy(() -> it.catalogue.follow(List.of(renamed, tidal))))
        .containsExactly("chat", "wiki");
    var moved =
        new CoopRegistration(
            new Coop(
                harvest.coop().id(), "other.example", "The Harvest", "https://x.example", null),
            harvest.sources());
    assertThat(stampedBy(() -> it.catalogue.follow(List.of(moved, tidal)))).isEmpty();
  }

  @Test
  void another_order_of_precedence_raises_the_stamps_of_those_that_moved() {
    var harvest = SampleRecipes.coop("harvest");
    var tidal = SampleRecipes.coop("tidal");
    assertThat(stampedBy(() -> it.catalogue.follow(List.of(tidal, harvest))))
        .containsExactly("blog", "chat", "wiki");
    assertThat(stampedBy(() -> it.catalogue.follow(List.of(tidal))))
        .containsExactly("chat", "wiki");
    assertThat(stamps(it.database).values()).doesNotHaveDuplicates();
  }

  @Test
  void a_failed_attempt_raises_no_stamp() {
    var failed = new Outcome(Outcome.Kind.UNREACHABLE, "refused", 1, it.now());
    assertThat(stampedBy(() -> it.catalogue.recordOutcome(WIKI, failed))).isEmpty();
  }

  @Test
  void a_change_costs_the_same_among_many_recipes() {
    var few = costOf(sync(WIKI, ONE, TWO, "3.0.0+2"));
    var names = IntStream.range(0, 300).mapToObj(i -> "app" + i).toList();
    var all = new ArrayList<>(names);
    all.addAll(List.of("wiki", "chat"));
    it.catalogue.recordListing("harvest-source", SampleRecipes.listing(all.toArray(String[]::new)));

    assertThat(costOf(sync(CHAT, ONE, "3.1.0+2"))).isEqualTo(few);
    assertThat(costOf(withHead(sync(WIKI, ONE, TWO, "3.0.0+2"), head("later", "Pages."))))
        .as("the head, its notes, the change, the text and its stamps")
        .isLessThan(30);
  }

  private long costOf(RecipeSync sync) {
    var before = it.database.totalChanges();
    assertThat(it.catalogue.store(sync).changed()).isTrue();
    return it.database.totalChanges() - before;
  }

  @Test
  void whoever_changes_a_fact_or_a_line_raises_the_stamp() {
    for (var change :
        List.of(
            "INSERT INTO recipe_facts VALUES ('needs', 'cake', 1)",
            "DELETE FROM recipe_facts WHERE value = 'cake'",
            "UPDATE search_documents SET overlays = 'cake' WHERE recipe_id = 1",
            "UPDATE recipes SET status = 1 WHERE id = 1",
            "UPDATE recipes SET kind = 'other' WHERE id = 1")) {
      var before = Objects.requireNonNull(stamps(it.database).get("wiki"));
      it.database.write(handle -> handle.execute(change));
      assertThat(stamps(it.database).get("wiki")).as(change).isGreaterThan(before);
    }
  }
}
