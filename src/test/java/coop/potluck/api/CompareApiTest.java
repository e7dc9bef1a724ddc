package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.recipe.RecipeId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a comparison is asked for; what is found is another test's. */
class CompareApiTest {

  private static final String COMPARE = Garden.AT + "/compare?from=";
  private static final ApiServer SERVER = new ApiServer();

  @BeforeAll
  static void plant() {
    Garden.plant(SERVER);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static JsonNode compare(String query) {
    return SERVER.http.json(COMPARE + query);
  }

  private static JsonNode file(JsonNode comparison, String path) {
    return Contract.stream(comparison.path("files"))
        .filter(file -> file.path("path").asText().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_version_is_compared_with_the_latest_unless_another_is_named() {
    var whole = compare("1.0.0%2B2.0.0");
    assertThat(whole.at("/from/tag").asText()).isEqualTo(Garden.FIRST);
    assertThat(whole.at("/to/tag").asText()).isEqualTo(Garden.MAJOR);
    assertThat(whole.path("view").asText()).isEqualTo("defaults");
    assertThat(whole.path("claimed").asText()).isEqualTo("major");
    assertThat(whole.path("downgrade").asBoolean()).isFalse();
    assertThat(compare("1.0.0%2B2.0.0&to=" + "1.1.0%2B2.1.0").at("/to/tag").asText())
        .isEqualTo(Garden.MINOR);
  }

  @Test
  void each_difference_says_where_it_is_and_why_it_matters() {
    var image =
        Contract.stream(compare("1.0.1%2B2.0.1&to=1.1.0%2B2.1.0").path("differences"))
            .filter(difference -> difference.path("aspect").asText().equals("image"))
            .findFirst()
            .orElseThrow();
    assertThat(image.path("service").asText()).isEqualTo("app");
    assertThat(image.path("was").asText()).endsWith("garden/garden:2.0.1");
    assertThat(image.path("is").asText()).endsWith("garden/garden:2.1.0");
    assertThat(image.path("was_at").asText()).startsWith("compose.yml:");
    assertThat(image.path("is_at").asText()).startsWith("compose.yml:");
    assertThat(image.path("step").asText()).isEqualTo("minor");
    assertThat(image.path("because").asText()).isNotBlank();
    assertThat(image.path("fallback").isNull()).isTrue();
  }

  @Test
  void a_downgrade_is_compared_and_said_to_be_one() {
    var down = compare("2.0.0%2B3.0.0&to=1.0.0%2B2.0.0");
    assertThat(down.path("downgrade").asBoolean()).isTrue();
    assertThat(down.path("risk").asText()).isEqualTo("data_loss");
  }

  @Test
  void what_belongs_to_what_is_new_is_not_listed() {
    var aspects = compare("1.1.0%2B2.1.0").findValuesAsText("aspect");
    assertThat(aspects).contains("secret").doesNotContain("secret_length");
  }

  @Test
  void a_version_is_the_same_as_itself() {
    var same = compare("1.0.0%2B2.0.0&to=1.0.0%2B2.0.0&files=*");
    assertThat(same.path("differences")).isEmpty();
    assertThat(same.path("files")).isEmpty();
    assertThat(same.path("computed").asText()).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.1+2.0.1", "1.0.1%2B2.0.1", "1.0.1%202.0.1"})
  void a_plus_that_somebody_decoded_is_a_plus(String from) {
    assertThat(compare(from).at("/from/tag").asText()).isEqualTo(Garden.PATCH);
  }

  @Test
  void a_version_may_be_named_by_its_commit_or_the_beginning_of_it() {
    var commit = compare("1.0.1%2B2.0.1").at("/from/commit").asText();
    for (var name : List.of(commit, commit.substring(0, 8), commit.substring(0, 8) + "%2BU")) {
      assertThat(compare(name).at("/from/tag").asText()).as(name).isEqualTo(Garden.PATCH);
    }
    var tooShort = SERVER.http.get(COMPARE + commit.substring(0, 6));
    assertThat(CheckedHttp.problem(tooShort)).isEqualTo("version-not-found");
  }

  @Test
  void overlays_are_compared_in_place_of_the_default() {
    var mail = compare("1.0.0%2B2.0.0&overlays=mail");
    assertThat(mail.path("view").asText()).isEqualTo("overlays");
    assertThat(mail.at("/overlays/0").asText()).isEqualTo("mail");
    assertThat(compare("1.0.0%2B2.0.0&overlays=none").path("overlays")).isEmpty();
    assertThat(compare("1.0.0%2B2.0.0&view=abra").path("view").asText()).isEqualTo("abra");
  }

  @Test
  void an_unknown_overlay_is_answered_with_those_there_are() {
    var answer = SERVER.http.get(COMPARE + "1.0.0%2B2.0.0&overlays=mail,post");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(CheckedHttp.problem(answer)).isEqualTo("overlay-not-found");
    assertThat(CheckedHttp.json(answer).at("/overlays/0").asText()).isEqualTo("mail");
    assertThat(CheckedHttp.json(answer).path("detail").asText()).contains("post", "mail");
  }

  @Test
  void the_files_that_differ_are_named_and_those_that_are_wanted_shown() {
    var query = "1.0.1%2B2.0.1&to=1.1.0%2B2.1.0";
    var named = compare(query);
    assertThat(named.path("files").findValuesAsText("path"))
        .containsExactly(".env.sample", "compose.yml");
    assertThat(file(named, "compose.yml").path("diff").isNull()).isTrue();
    assertThat(file(named, "compose.yml").path("because").isNull()).isTrue();
    var shown = compare(query + "&files=.env.sample");
    assertThat(file(shown, ".env.sample").path("diff").asText())
        .isEqualTo(
            """
            --- a/.env.sample
            +++ b/.env.sample
            @@ -1,5 +1,6 @@
             TYPE=garden
             DOMAIN=garden.example.com
             GARDEN_THEME=green
            +GARDEN_SIZE=4
             COMPOSE_FILE="compose.yml"
             #COMPOSE_FILE="$COMPOSE_FILE:compose.mail.yml"
            """);
    assertThat(file(shown, "compose.yml").path("diff").isNull()).isTrue();
    for (var all : List.of("*", ".env.sample,compose.yml", ".env.sample&files=compose.yml")) {
      assertThat(file(compare(query + "&files=" + all), "compose.yml").path("diff").asText())
          .as(all)
          .contains("\n-    image: garden/garden:2.0.1\n+    image: garden/garden:2.1.0\n");
    }
  }

  @Test
  void a_file_that_both_have_alike_is_no_problem_and_one_that_neither_has_is() {
    assertThat(compare("1.0.0%2B2.0.0&files=README.md").path("files").findValuesAsText("path"))
        .doesNotContain("README.md");
    var missing = SERVER.http.get(COMPARE + "1.0.0%2B2.0.0&files=nothing.txt");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(CheckedHttp.problem(missing)).isEqualTo("file-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400, missing-parameter",
    "?to=latest, 400, missing-parameter",
    "?from=, 400, parameter-out-of-range",
    "?from=9.9.9%2B9, 404, version-not-found",
    "?from=latest, 404, version-not-found",
    "?from=1.0.0%2B2.0.0&to=9.9.9%2B9, 404, version-not-found",
    "?from=1.0.0%2B2.0.0&from=1.0.1%2B2.0.1, 400, malformed-parameter",
    "?from=0000000, 404, commit-without-version",
    "?from=1.2.0%2B2.2.0, 422, version-not-readable",
    "?from=1.0.0%2B2.0.0&view=all, 400, malformed-parameter",
    "?from=1.0.0%2B2.0.0&view=abra&overlays=mail, 400, malformed-parameter",
    "?from=1.0.0%2B2.0.0&view=defaults&overlays=mail, 400, malformed-parameter",
    "'?from=1.0.0%2B2.0.0&overlays=mail,', 400, malformed-parameter",
    "?from=1.0.0%2B2.0.0&overlays=, 400, parameter-out-of-range",
    "?from=1.0.0%2B2.0.0&files=, 400, parameter-out-of-range",
    "'?from=1.0.0%2B2.0.0&files=a,,b', 400, malformed-parameter",
    "?from=1.0.0%2B2.0.0&file=a, 400, unknown-parameter",
  })
  void what_cannot_be_compared_is_a_problem(String query, int status, String problem) {
    var answer = SERVER.http.get(Garden.AT + "/compare" + query);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(problem);
  }

  @Test
  void too_many_files_or_overlays_are_refused() {
    var files =
        IntStream.rangeClosed(0, WantedFiles.MAX_FILES)
            .mapToObj(i -> "f" + i)
            .collect(Collectors.joining(","));
    assertThat(CheckedHttp.problem(SERVER.http.get(COMPARE + "1.0.0%2B2.0.0&files=" + files)))
        .isEqualTo("parameter-out-of-range");
    var overlays = "a" + ",a".repeat(40);
    assertThat(CheckedHttp.problem(SERVER.http.get(COMPARE + "1.0.0%2B2.0.0&overlays=" + overlays)))
        .isEqualTo("malformed-parameter");
  }

  @Test
  void a_version_that_was_turned_away_says_why() {
    var answer = SERVER.http.get(COMPARE + "1.2.0%2B2.2.0");
    var reasons = CheckedHttp.json(answer).path("reasons");
    assertThat(reasons).isNotEmpty();
    assertThat(reasons.get(0).asText()).startsWith("compose.yml");
  }

  @Test
  void what_is_blocked_or_unknown_is_not_compared() {
    var id = RecipeId.of("tidal", "wiki");
    SERVER.catalogue.block(id, "3.0.0+9", "a leaked key");
    var blocked = SERVER.http.get("/api/v1/recipes/tidal/wiki/compare?from=3.0.0%2B9");
    assertThat(blocked.status()).isEqualTo(451);
    assertThat(CheckedHttp.json(blocked).path("detail").asText()).isEqualTo("a leaked key");
    SERVER.catalogue.block(id, null, "spam");
    assertThat(SERVER.http.get("/api/v1/recipes/tidal/wiki/compare?from=1").status())
        .isEqualTo(451);
    SERVER.catalogue.unblock(id, null);
    SERVER.catalogue.unblock(id, "3.0.0+9");
    var unknown = SERVER.http.get("/api/v1/recipes/harvest/nothing/compare?from=1.0.0%2B1");
    assertThat(CheckedHttp.problem(unknown)).isEqualTo("recipe-not-found");
  }

  @Test
  void an_answer_is_kept_until_the_catalogue_changes() {
    var answer = SERVER.http.get(COMPARE + "1.0.0%2B2.0.0");
    var tag = answer.header("etag").orElseThrow();
    assertThat(SERVER.http.get(COMPARE + "1.0.0+2.0.0", "If-None-Match: " + tag).status())
        .isEqualTo(304);
  }
}
