package coop.potluck.indexing;

import static coop.potluck.indexing.AssessedCatalogue.CHAT;
import static coop.potluck.indexing.AssessedCatalogue.WIKI;
import static coop.potluck.indexing.AssessedCatalogue.files;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.Assessed;
import coop.potluck.catalogue.Assessment;
import coop.potluck.catalogue.ProblemEntry;
import coop.potluck.compatibility.Aspect;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.LintReport;
import coop.potluck.compatibility.Linter;
import coop.potluck.recipe.RecipeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is worked out of recipes, when, and what that writes. */
class AssessorTest {

  private AssessedCatalogue catalogue;

  @BeforeEach
  void open(@TempDir Path folder) {
    catalogue = new AssessedCatalogue(folder);
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  private Assessment assessment(RecipeId id) {
    return catalogue.it.reader.assessment(id).orElseThrow();
  }

  private LintReport.Outcome outcome(RecipeId id, String rule) {
    return assessment(id).lint().rules().stream()
        .filter(it -> it.rule().id().equals(rule))
        .map(LintReport.Verdict::outcome)
        .findFirst()
        .orElseThrow();
  }

  private List<String> problems() {
    return catalogue.it.reader.problems(null, null, 0, 100).items().stream()
        .filter(it -> it.kind() == ProblemEntry.Kind.OUTCOME)
        .map(it -> it.recipe() + " " + it.problem())
        .toList();
  }

  private List<Difference> differences(RecipeId id) {
    var releases = catalogue.it.reader.releases(id).found().orElseThrow();
    return catalogue.it.reader.differences(id, releases.get(0), releases.get(1)).orElse(List.of());
  }

  @Test
  void a_recipe_that_was_stored_is_compared_linted_and_given_a_status() {
    var releases = new LinkedHashMap<String, Map<String, String>>();
    releases.put("1.0.0+1.0", files("1.0"));
    var forgotten = files("1.0");
    forgotten.put("app.conf", "listen 8080\n");
    releases.put("1.0.1+1.0", forgotten);
    catalogue.store(WIKI, releases);
    assertThat(catalogue.it.reader.assessment(WIKI)).isEmpty();
    assertThat(catalogue.assessor().outdated()).containsExactly(WIKI);
    var before = catalogue.head();

    catalogue.assessor().assess(WIKI);

    assertThat(catalogue.assessor().outdated()).isEmpty();
    assertThat(catalogue.changesSince(before)).containsExactly("recipe wiki null");
    assertThat(catalogue.texts("SELECT differences FROM comparisons")).hasSize(1);
    assertThat(differences(WIKI))
        .extracting(Difference::aspect)
        .containsExactly(Aspect.CONFIG_CONTENT);
    assertThat(assessment(WIKI).lint().rules())
        .extracting(LintReport.Verdict::rule)
        .isEqualTo(Linter.rules());
    assertThat(outcome(WIKI, "R002")).as("no healthcheck").isEqualTo(LintReport.Outcome.FAIL);
    assertThat(outcome(WIKI, "R008")).as(".env.sample").isEqualTo(LintReport.Outcome.PASS);
    assertThat(assessment(WIKI).status().status())
        .isEqualTo(
            Integer.parseInt(
                catalogue.texts("SELECT computed_status FROM recipes WHERE name = 'wiki'").get(0)));
    assertThat(assessment(WIKI).past())
        .extracting(it -> it.cycle().text())
        .containsExactly("nginx 1.0");
    assertThat(catalogue.facts(WIKI, "end_of_life")).containsExactly("nginx 1.0");
  }

  @Test
  void the_same_work_twice_writes_nothing() {
    catalogue.storeTwo(WIKI);
    var after = catalogue.it.database.totalChanges();

    catalogue.storeTwo(WIKI);
    catalogue.assessor().assess(WIKI);

    assertThat(catalogue.it.database.totalChanges()).isEqualTo(after);
  }

  @Test
  void a_day_that_passes_shows_without_a_look() {
    catalogue.storeTwo(WIKI);
    assertThat(catalogue.facts(WIKI, "end_of_life")).isEmpty();
    catalogue.it.pass(Duration.ofDays(180));
    assertThat(catalogue.assessor().outdated()).as("on the last day").isEmpty();
    var before = catalogue.head();
    var stamp = catalogue.texts("SELECT max(stamp) FROM search_documents");

    catalogue.it.pass(Duration.ofDays(1));
    assertThat(catalogue.assessor().outdated()).containsExactly(WIKI);
    catalogue.assessor().assess(WIKI);

    assertThat(catalogue.facts(WIKI, "end_of_life")).containsExactly("nginx 1.1");
    assertThat(catalogue.changesSince(before)).containsExactly("recipe wiki null");
    assertThat(catalogue.texts("SELECT max(stamp) FROM search_documents")).isNotEqualTo(stamp);
    assertThat(catalogue.assessor().outdated()).isEmpty();
  }

  @Test
  void other_dates_that_say_the_same_change_nothing_that_is_served() {
    catalogue.storeTwo(WIKI);
    var before = catalogue.head();
    catalogue.add("product Fridge\nimages fridge\n1 2024-01-01\n");
    assertThat(catalogue.assessor().outdated()).containsExactly(WIKI);

    catalogue.assessor().assess(WIKI);

    assertThat(catalogue.assessor().outdated()).isEmpty();
    assertThat(catalogue.head()).isEqualTo(before);
  }

  @Test
  void a_later_look_leaves_what_was_assessed_until_it_is_assessed_again() {
    catalogue.store(WIKI, Map.of("1.0.0+1.0", files("1.0")));
    catalogue.assessor().assess(WIKI);
    catalogue.storeTwo(CHAT);

    var releases = new LinkedHashMap<String, Map<String, String>>();
    releases.put("1.0.0+1.0", files("1.0"));
    releases.put("1.1.0+1.2", files("1.2"));
    catalogue.store(WIKI, releases);
    assertThat(catalogue.facts(WIKI, "end_of_life")).containsExactly("nginx 1.0");
    assertThat(catalogue.assessor().outdated()).containsExactly(WIKI);
    catalogue.assessor().assess(WIKI);

    assertThat(catalogue.facts(WIKI, "end_of_life")).isEmpty();
  }

  @Test
  void what_is_blocked_or_back_is_assessed_anew() {
    catalogue.storeTwo(WIKI);
    catalogue.it.catalogue.block(WIKI, "1.1.0+1.1", "bad");
    assertThat(catalogue.assessor().outdated()).containsExactly(WIKI);
    catalogue.assessor().assess(WIKI);

    assertThat(catalogue.facts(WIKI, "end_of_life")).containsExactly("nginx 1.0");
    assertThat(catalogue.it.reader.lint(null, 0, 10).items().get(0).tag()).isEqualTo("1.0.0+1.0");
    catalogue.it.catalogue.unblock(WIKI, "1.1.0+1.1");
    assertThat(catalogue.assessor().outdated()).containsExactly(WIKI);
  }

  @Test
  void what_cannot_be_worked_out_is_a_problem_that_stops_nobody_and_goes_away() {
    catalogue.storeTwo(WIKI);
    catalogue.storeTwo(CHAT);
    assertThat(problems()).isEmpty();
    var releases = new LinkedHashMap<String, Map<String, String>>();
    releases.put("1.0.0+1.0", files("1.0"));
    releases.put("2.0.0+1.0", files("1.0-alpine"));
    catalogue.store(CHAT, releases);
    catalogue.update(
        """
        UPDATE objects SET bytes = x'00' WHERE id = (SELECT g.object_id FROM readings g
          JOIN versions v ON v.reading_id = g.id WHERE v.tag = '2.0.0+1.0')
        """);

    catalogue.assessor().assess(CHAT);

    assertThat(problems()).hasSize(1);
    assertThat(problems().get(0))
        .startsWith("chat assessment: ")
        .contains("could not be worked out");
    assertThat(catalogue.it.reader.assessment(CHAT)).isEmpty();
    assertThat(catalogue.it.reader.assessment(WIKI)).isPresent();
    assertThat(catalogue.facts(CHAT, "end_of_life")).isEmpty();
    assertThat(catalogue.it.reader.lint(null, 0, 10).items()).hasSize(1);
    var written = catalogue.it.database.totalChanges();
    assertThat(catalogue.assessor().outdated()).as("is tried again").containsExactly(CHAT);
    catalogue.assessor().assess(CHAT);
    assertThat(catalogue.it.database.totalChanges()).isEqualTo(written);

    catalogue.update("UPDATE versions SET gone_at = 1 WHERE tag = '2.0.0+1.0'");
    catalogue.update(
        """
        UPDATE recipes SET latest_id = (SELECT id FROM versions v
          WHERE v.recipe_id = recipes.id AND v.tag = '1.0.0+1.0') WHERE name = 'chat'
        """);
    catalogue.update(
        """
        UPDATE heads SET reading_id = (SELECT reading_id FROM versions v
          WHERE v.recipe_id = heads.recipe_id AND v.tag = '1.0.0+1.0')
        """);
    catalogue.assessor().assess(CHAT);
    assertThat(problems()).isEmpty();
    assertThat(catalogue.it.reader.assessment(CHAT)).isPresent();
  }

  @Test
  void what_was_worked_out_of_another_state_is_not_recorded() {
    catalogue.storeTwo(CHAT);
    catalogue.store(WIKI, Map.of("1.0.0+1.0", files("1.0")));
    var recipe = catalogue.unassessed.find(WIKI, "rules").orElseThrow();
    catalogue.storeTwo(WIKI);
    var before = catalogue.it.database.totalChanges();

    var recorded =
        catalogue.it.catalogue.assess(new Assessed(recipe, Map.of(), assessment(CHAT), null));

    assertThat(recorded).isFalse();
    assertThat(catalogue.it.database.totalChanges()).isEqualTo(before);
  }

  @Test
  void a_recipe_without_a_sound_version_is_assessed_by_its_head() {
    catalogue.store(WIKI, Map.of());
    catalogue.assessor().assess(WIKI);
    assertThat(catalogue.it.reader.assessment(WIKI)).as("it is no recipe").isEmpty();

    var broken = files("1.0");
    broken.put("compose.yml", "services: [unclosed");
    catalogue.store(CHAT, Map.of("1.0.0+1.0", broken));
    catalogue.assessor().assess(CHAT);

    assertThat(assessment(CHAT).status().status()).isZero();
    assertThat(catalogue.it.reader.lint(null, 0, 10).items())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.recipe()).isEqualTo(CHAT);
              assertThat(it.tag()).isEmpty();
            });
    assertThat(catalogue.assessor().outdated()).isEmpty();
  }

  @Test
  void what_is_damaged_in_the_database_is_worked_out_anew_or_missing() {
    catalogue.storeTwo(WIKI);
    var stored = differences(WIKI);
    assertThat(stored).isNotEmpty();
    for (var damage : List.of("x", "[{}]", "[null]", "{}", "[", "")) {
      catalogue.update("UPDATE comparisons SET differences = CAST(? AS BLOB)", damage);
      assertThat(differences(WIKI)).as(damage).isEmpty();
    }
    catalogue.update(
        "UPDATE comparisons SET differences = CAST('[]' AS BLOB), schema = schema - 1");
    assertThat(differences(WIKI)).as("of another schema").isEmpty();

    for (var damage : List.of("x", "{}", "null", "{\"status\":1,\"evidence\":[],\"rules\":[]}")) {
      catalogue.update("UPDATE assessments SET assessment = CAST(? AS BLOB)", damage);
      assertThat(catalogue.it.reader.assessment(WIKI)).as(damage).isEmpty();
    }
  }

  @Test
  void a_comparison_of_another_schema_is_made_again() {
    catalogue.storeTwo(WIKI);
    catalogue.update("UPDATE comparisons SET schema = schema - 1");
    catalogue.update("UPDATE assessments SET made_of = 'by another program'");
    var before = catalogue.head();

    catalogue.assessor().assess(WIKI);

    assertThat(catalogue.texts("SELECT count(DISTINCT schema) || ' ' || count(*) FROM comparisons"))
        .containsExactly("1 1");
    assertThat(catalogue.unassessed.find(WIKI, "other rules").orElseThrow().missing()).isEmpty();
    assertThat(catalogue.head()).isEqualTo(before);
  }

  @Test
  void lint_of_all_is_a_page_in_order_with_counts_for_each_rule() {
    catalogue.storeTwo(WIKI);
    catalogue.storeTwo(CHAT);
    var reader = catalogue.it.reader;

    var page = reader.lint(null, 0, 1);
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.items()).extracting(it -> it.recipe().name().value()).containsExactly("chat");
    var wiki = reader.lint(WIKI.coop(), 1, 10).items().get(0);
    assertThat(wiki.recipe()).isEqualTo(WIKI);
    assertThat(wiki.tag()).isEqualTo("1.1.0+1.1");
    assertThat(wiki.failed()).contains("R002").isSorted();
    assertThat(wiki.errors() + wiki.warnings()).isEqualTo(wiki.failed().size());
    assertThat(reader.lint(RecipeId.of("tidal", "wiki").coop(), 0, 10).total()).isZero();

    assertThat(reader.lintRules(null))
        .hasSameSizeAs(Linter.rules())
        .allSatisfy(it -> assertThat(it.passed() + it.failed() + it.notApplicable()).isEqualTo(2))
        .anySatisfy(it -> assertThat(it.failed()).isEqualTo(2));
    catalogue.it.catalogue.block(CHAT, null, "spam");
    assertThat(reader.lint(null, 0, 10).total()).isEqualTo(1);
    assertThat(reader.lintRules(null)).allSatisfy(it -> assertThat(it.failed()).isLessThan(2));
  }

  @Test
  void a_designation_is_a_fact_of_the_recipe() {
    var stable = files("1.0");
    stable.computeIfPresent(
        "README.md", (path, text) -> text.replace("* **Status**: 2", "* **Status**: 4, stable"));
    catalogue.store(WIKI, Map.of("1.0.0+1.0", stable));
    assertThat(catalogue.facts(WIKI, "designation")).containsExactly("stable");

    catalogue.store(WIKI, Map.of("1.0.0+1.0", files("1.0")));
    assertThat(catalogue.facts(WIKI, "designation")).isEmpty();
  }
}
