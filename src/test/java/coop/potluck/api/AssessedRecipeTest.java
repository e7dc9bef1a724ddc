package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.Assessed;
import coop.potluck.catalogue.Assessment;
import coop.potluck.compatibility.ComputedStatus;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.compatibility.LintReport;
import coop.potluck.compatibility.LintReport.Outcome;
import coop.potluck.compatibility.LintReport.Severity;
import coop.potluck.compatibility.Linter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was worked out of a recipe, wherever it is shown. */
class AssessedRecipeTest {

  private static final String WIKI = "/api/v1/recipes/harvest/wiki";

  private final ApiServer server = new ApiServer();
  private int times;

  @AfterEach
  void stop() {
    server.close();
  }

  /** Puts down a status, and rules that fail with these severities. */
  private void assess(int status, Severity... failed) {
    var left = new ArrayList<>(List.of(failed));
    var verdicts = new ArrayList<LintReport.Verdict>();
    for (var rule : Linter.rules()) {
      var outcome = left.remove(rule.severity()) ? Outcome.FAIL : Outcome.PASS;
      verdicts.add(new LintReport.Verdict(rule, outcome, List.of(), null));
    }
    var ended = new EndOfLife.Cycle("PostgreSQL", "9.6", LocalDate.parse("2021-11-11"));
    var past = new EndOfLife.Past("db", "compose.yml:4", "postgres:9.6", ended);
    var assessment =
        new Assessment(
            new ComputedStatus(
                status, List.of(new ComputedStatus.Evidence("backups", true, "a label"))),
            new LintReport(verdicts),
            List.of(past));
    var recipe = server.unassessed.find(ApiServer.WIKI, "rules " + times++).orElseThrow();
    assertThat(server.catalogue.assess(new Assessed(recipe, Map.of(), assessment, null))).isTrue();
  }

  private String badge(String shown) {
    var svg = ParsedXml.parse(server.http.get(WIKI + "/badge.svg?show=" + shown).body());
    return ParsedXml.text(svg.getDocumentElement(), "title");
  }

  @Test
  void before_it_is_assessed_nothing_is_claimed_of_it() {
    var wiki = server.http.json(WIKI);
    for (var name : new String[] {"computed_status", "lint", "end_of_life", "designation"}) {
      assertThat(wiki.has(name)).as(name).isTrue();
      assertThat(wiki.path(name).isNull()).as(name).isTrue();
    }
    assertThat(badge("status")).isEqualTo("harvest/wiki, status: 3 as claimed");
    assertThat(badge("lint")).isEqualTo("harvest/wiki, lint: unknown");
    assertThat(server.http.json("/api/v1/recipes?q=wiki").at("/items/0/computed_status").isNull())
        .isTrue();
  }

  @Test
  void a_recipe_shows_what_was_worked_out_with_what_it_rests_on() {
    assess(2, Severity.ERROR, Severity.WARNING, Severity.WARNING);
    var wiki = server.http.json(WIKI);
    assertThat(wiki.at("/computed_status/status").asInt()).isEqualTo(2);
    assertThat(wiki.at("/computed_status/evidence/0/because").asText()).isEqualTo("a label");
    assertThat(wiki.path("status").asInt()).isEqualTo(3);
    assertThat(wiki.at("/lint/errors").asInt()).isEqualTo(1);
    assertThat(wiki.at("/lint/warnings").asInt()).isEqualTo(2);
    assertThat(wiki.at("/lint/failed"))
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.asText()).matches("[RP][0-9]{3}"));
    assertThat(wiki.at("/end_of_life/0/product").asText()).isEqualTo("PostgreSQL");
    assertThat(wiki.at("/end_of_life/0/cycle").asText()).isEqualTo("9.6");
    assertThat(wiki.at("/end_of_life/0/ended").asText()).isEqualTo("2021-11-11");
  }

  @Test
  void it_is_found_counted_and_sorted_by_it() {
    assess(2);
    for (var query :
        new String[] {
          "min_computed_status=2",
          "end_of_life=postgresql",
          "end_of_life=any",
          "q=computed_status:2",
          "q=end_of_life:postgres-9.6",
        }) {
      var page = server.http.json("/api/v1/recipes?" + query);
      assertThat(page.path("total").asInt()).as(query).isEqualTo(1);
      assertThat(page.at("/items/0/coop").asText()).isEqualTo("harvest");
      assertThat(page.at("/items/0/computed_status").asInt()).isEqualTo(2);
      assertThat(page.at("/facets/computed_status/0/value").asText()).isEqualTo("2");
      assertThat(page.at("/facets/end_of_life/0/value").asText()).isEqualTo("postgresql 9.6");
    }
    assertThat(
            server.http.json("/api/v1/recipes?sort=computed_status").at("/items/0/name").asText())
        .isEqualTo("wiki");
    assertThat(server.http.json("/api/v1/recipes?min_computed_status=3").path("total").asInt())
        .isZero();
  }

  @Test
  void badges_say_it_in_a_word() {
    assess(2, Severity.ERROR, Severity.WARNING, Severity.WARNING);
    assertThat(badge("status")).isEqualTo("harvest/wiki, status: 2, claims 3");
    assertThat(badge("lint")).isEqualTo("harvest/wiki, lint: 1 error, 2 warnings");
    assess(3, Severity.WARNING);
    assertThat(badge("status")).isEqualTo("harvest/wiki, status: 3");
    assertThat(badge("lint")).isEqualTo("harvest/wiki, lint: 1 warning");
    assess(3);
    assertThat(badge("lint")).isEqualTo("harvest/wiki, lint: passes");
    assess(1, Severity.ERROR);
    assertThat(badge("lint")).isEqualTo("harvest/wiki, lint: 1 error");
  }

  @Test
  void a_badge_that_a_client_has_is_another_one_once_that_changed() {
    assess(2);
    var target = WIKI + "/badge.svg?show=status";
    var tag = server.http.get(target).header("etag").orElseThrow();
    assess(2, Severity.WARNING);
    assertThat(server.http.get(target, "If-None-Match: " + tag).status()).isEqualTo(304);
    assess(4);
    assertThat(server.http.get(target, "If-None-Match: " + tag).status()).isEqualTo(200);
  }
}
