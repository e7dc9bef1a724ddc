package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the way to a higher version is asked for and told. */
class UpgradeApiTest {

  private static final String UPGRADE = Garden.AT + "/upgrade?from=";
  private static final ApiServer SERVER = new ApiServer();

  @BeforeAll
  static void plant() {
    Garden.plant(SERVER);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static JsonNode upgrade(String query) {
    return SERVER.http.json(UPGRADE + query);
  }

  @Test
  void every_release_on_the_way_is_told_with_its_notes() {
    var plan = upgrade("1.0.0%2B2.0.0");
    assertThat(plan.path("hops").findValuesAsText("from"))
        .containsExactly(Garden.FIRST, Garden.PATCH, Garden.MINOR);
    assertThat(plan.at("/hops/0/note").isNull()).isTrue();
    assertThat(plan.at("/hops/1/note/text").asText()).isEqualTo("Beds have sizes now.");
    assertThat(plan.at("/hops/1/environment/add").toString()).contains("GARDEN_SIZE=4");
    assertThat(plan.at("/hops/2/required").findValuesAsText("subject")).contains("jwt");
    assertThat(plan.path("verdict").asText()).isEqualTo("manual");
    assertThat(plan.path("reasons")).isNotEmpty();
    assertThat(plan.path("computed").asText()).isEqualTo("major");
    assertThat(plan.at("/route/0").isMissingNode()).isFalse();
    assertThat(plan.path("recommended").asText()).isEqualTo(Garden.MINOR);
  }

  @ParameterizedTest
  @CsvSource({
    "latest, 2.0.0+3.0.0",
    "latest-minor, 1.1.0+2.1.0",
    "latest-patch, 1.0.1+2.0.1",
    "1.0.1+2.0.1, 1.0.1+2.0.1",
    "1.0.0%2B2.0.0, 1.0.0+2.0.0"
  })
  void a_target_is_a_version_or_a_word(String to, String tag) {
    var plan = upgrade("1.0.0%2B2.0.0&to=" + to);
    assertThat(plan.at("/to/tag").asText()).isEqualTo(tag);
  }

  @Test
  void where_one_is_already_there_is_nothing_to_do() {
    for (var to : new String[] {"latest", "latest-minor", "latest-patch"}) {
      var plan = upgrade("2.0.0%2B3.0.0&to=" + to);
      assertThat(plan.path("hops")).as(to).isEmpty();
      assertThat(plan.path("verdict").asText()).as(to).isEqualTo("safe");
    }
  }

  @Test
  void a_lower_target_is_refused_and_comparing_is_offered() {
    var answer = SERVER.http.get(UPGRADE + "2.0.0%2B3.0.0&to=1.0.0%2B2.0.0");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(CheckedHttp.problem(answer)).isEqualTo("downgrade");
    var compare = CheckedHttp.json(answer).path("compare").asText();
    assertThat(SERVER.http.json(compare).path("downgrade").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400, missing-parameter",
    "?from=, 400, parameter-out-of-range",
    "?from=1.2.0%2B2.2.0, 422, version-not-readable",
    "?from=1.0.0%2B2.0.0&to=1.2.0%2B2.2.0, 422, version-not-readable",
    "?from=1.0.0%2B2.0.0&to=newest, 404, version-not-found",
    "?from=1.0.0%2B2.0.0&to=, 400, parameter-out-of-range",
    "?from=0123456789abcdef0123456789abcdef01234567, 404, commit-without-version",
    "?from=latest, 404, version-not-found",
    "?from=1.0.0%2B2.0.0&view=abra, 400, unknown-parameter",
  })
  void what_has_no_way_is_a_problem(String query, int status, String problem) {
    var answer = SERVER.http.get(Garden.AT + "/upgrade" + query);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(problem);
  }

  @Test
  void a_commit_that_is_no_versions_says_that_the_nearest_is_not_known() {
    var answer = SERVER.http.get(UPGRADE + "deadbeef");
    assertThat(CheckedHttp.json(answer).path("detail").asText())
        .contains("deadbeef")
        .contains("nearest is not known");
  }
}
