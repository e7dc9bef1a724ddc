package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.compatibility.LintReport;
import coop.potluck.compatibility.Linter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lint is asked for; what the rules find is another test's. */
class LintApiTest {

  private static final String LINT = Garden.AT + "/lint";
  private static final ApiServer SERVER = new ApiServer();

  @BeforeAll
  static void plant() {
    Garden.plant(SERVER);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static JsonNode rule(JsonNode lint, String id) {
    return Contract.stream(lint.path("rules"))
        .filter(rule -> rule.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_latest_version_is_held_against_every_rule() {
    var lint = SERVER.http.json(LINT);
    assertThat(lint.path("version").asText()).isEqualTo(Garden.MAJOR);
    assertThat(lint.path("rules").findValuesAsText("id"))
        .containsExactlyElementsOf(Linter.rules().stream().map(LintReport.Rule::id).toList());
    assertThat(rule(lint, "R008").path("outcome").asText()).isEqualTo("pass");
    assertThat(rule(lint, "R008").path("page").asText()).isEqualTo("docs/lint/R008.md");
    var broken = rule(lint, "R002");
    assertThat(broken.path("outcome").asText()).isEqualTo("fail");
    assertThat(broken.at("/findings/0/where").asText()).contains("compose.yml");
    assertThat(broken.at("/findings/0/mend").asText()).isNotBlank();
    assertThat(lint.at("/computed_status/evidence")).isNotEmpty();
    assertThat(lint.path("claimed_status").isNull()).isTrue();
  }

  @Test
  void failures_are_counted_by_their_severity() {
    var lint = SERVER.http.json(LINT);
    for (var severity : new String[] {"error", "warning"}) {
      var failed =
          Contract.stream(lint.path("rules"))
              .filter(rule -> rule.path("severity").asText().equals(severity))
              .filter(rule -> rule.path("outcome").asText().equals("fail"))
              .count();
      assertThat(lint.path(severity + "s").asLong()).as(severity).isEqualTo(failed);
    }
  }

  @Test
  void a_version_is_looked_at_by_its_tag_or_commit() {
    var first = SERVER.http.json(LINT + "?version=1.0.0%2B2.0.0");
    assertThat(first.path("version").asText()).isEqualTo(Garden.FIRST);
    var commit =
        SERVER.http.json(Garden.AT + "/versions/" + Garden.FIRST).at("/version/commit").asText();
    assertThat(SERVER.http.json(LINT + "?version=" + commit)).isEqualTo(first);
  }

  @Test
  void a_version_that_could_not_be_read_is_looked_at_too() {
    var lint = SERVER.http.json(LINT + "?version=1.2.0%2B2.2.0");
    assertThat(lint.path("version").asText()).isEqualTo(Garden.BROKEN);
  }

  @Test
  void a_recipe_without_versions_is_looked_at_by_its_head() {
    var lint = SERVER.http.json("/api/v1/recipes/tidal/blog/lint");
    assertThat(lint.path("version").isNull()).isTrue();
    assertThat(lint.path("rules")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/recipes/harvest/garden/lint?version=9.9.9%2B9, 404, version-not-found",
    "/api/v1/recipes/harvest/garden/lint?version=, 400, parameter-out-of-range",
    "/api/v1/recipes/harvest/garden/lint?tag=1, 400, unknown-parameter",
    "/api/v1/recipes/harvest/nothing/lint, 404, recipe-not-found",
    "/api/v1/recipes/harvest/nothing/lint?version=1.0.0%2B1, 404, recipe-not-found",
    "/api/v1/lint?coop=nobody, 404, coop-not-found",
    "/api/v1/lint?coop=NOBODY, 400, malformed-parameter",
    "/api/v1/lint?limit=0, 400, parameter-out-of-range",
    "/api/v1/lint?cursor=AAAA, 400, malformed-cursor",
  })
  void what_is_not_there_is_a_problem(String target, int status, String problem) {
    var answer = SERVER.http.get(target);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(problem);
  }

  @Test
  void an_answer_holds_for_a_day_at_most() {
    var first = SERVER.http.get(LINT).header("etag").orElseThrow();
    assertThat(SERVER.http.get(LINT, "If-None-Match: " + first).status()).isEqualTo(304);
    var day = SERVER.day;
    try {
      SERVER.day = day.plusDays(1);
      var next = SERVER.http.get(LINT, "If-None-Match: " + first);
      assertThat(next.status()).isEqualTo(200);
      assertThat(next.header("etag").orElseThrow()).isNotEqualTo(first);
    } finally {
      SERVER.day = day;
    }
    assertThat(SERVER.http.get(LINT).header("etag")).contains(first);
  }
}
