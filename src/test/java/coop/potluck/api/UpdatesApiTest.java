package coop.potluck.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.http.RawHttp;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is newer than what one runs, asked for one or many at once. */
class UpdatesApiTest {

  private static final String UPDATES = "/api/v1/updates";
  private static final String ASK = UPDATES + "?installed=";
  private static final ApiServer SERVER = new ApiServer();

  @BeforeAll
  static void plant() {
    Garden.plant(SERVER);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static RawHttp.Answer send(byte[] body) {
    return SERVER.http.post(UPDATES, body, "Content-Type: application/json");
  }

  private static RawHttp.Answer send(List<String> installed) {
    return send(Json.write(Map.of("installed", installed)));
  }

  private static JsonNode item(String installed) {
    return SERVER.http.json(ASK + installed).at("/items/0");
  }

  private static String problem(JsonNode item) {
    return item.at("/problem/type").asText().replace("urn:potluck:problem:", "");
  }

  @Test
  void it_is_told_what_is_newer_and_whether_a_person_should_look() {
    var item = item("harvest/garden@1.0.0%2B2.0.0");
    assertThat(item.path("installed").asText()).isEqualTo("harvest/garden@1.0.0+2.0.0");
    assertThat(item.path("version").asText()).isEqualTo(Garden.FIRST);
    assertThat(item.path("newer").asInt()).isEqualTo(3);
    assertThat(item.path("latest").asText()).isEqualTo(Garden.MAJOR);
    assertThat(item.path("latest_minor").asText()).isEqualTo(Garden.MINOR);
    assertThat(item.path("latest_patch").asText()).isEqualTo(Garden.PATCH);
    assertThat(item.path("claimed").asText()).isEqualTo("major");
    assertThat(item.path("computed").asText()).isEqualTo("major");
    assertThat(item.path("verdict").asText()).isEqualTo("manual");
    assertThat(item.path("notes").toString()).contains(Garden.MINOR, Garden.MAJOR);
    assertThat(item.path("automatic").asText()).isEqualTo(Garden.PATCH);
    assertThat(item.path("problem").isNull()).isTrue();
  }

  @Test
  void who_has_the_latest_is_told_so() {
    var item = item("garden@2.0.0+3.0.0");
    assertThat(item.path("coop").asText()).isEqualTo("harvest");
    assertThat(item.path("newer").asInt()).isZero();
    assertThat(item.path("latest").isNull()).isTrue();
    assertThat(item.path("verdict").asText()).isEqualTo("safe");
  }

  @Test
  void a_bare_name_is_the_recipe_that_has_it() {
    assertThat(item("wiki@1.0.0%2B1.2.0").path("coop").asText()).isEqualTo("harvest");
    assertThat(item("tidal/wiki@3.0.0%2B9").path("coop").asText()).isEqualTo("tidal");
  }

  @ParameterizedTest
  @CsvSource({
    "harvest/gone@1.0.0%2B1, recipe-not-found",
    "gone@1.0.0%2B1, recipe-not-found",
    "nobody/wiki@1.0.0%2B1, recipe-not-found",
    "garden@9.9.9%2B9, version-not-found",
    "garden@, version-not-found",
    "garden@1.2.0%2B2.2.0, version-not-readable",
    "garden@deadbeef, commit-without-version",
    "garden, malformed-parameter",
    "@1.0.0%2B1, malformed-parameter",
    "Not%20A%20Name@1, malformed-parameter",
    "a/b/c@1, malformed-parameter",
    "UPPER/wiki@1, malformed-parameter",
  })
  void what_cannot_be_told_is_a_problem_of_its_item_alone(String installed, String problem) {
    var items = SERVER.http.json(ASK + installed + ",harvest/garden@1.0.0%2B2.0.0").path("items");
    assertThat(problem(items.get(0))).isEqualTo(problem);
    assertThat(items.get(0).path("newer").isNull()).isTrue();
    assertThat(items.get(1).path("newer").asInt()).isEqualTo(3);
  }

  @Test
  void what_is_blocked_says_why() {
    var id = RecipeId.of("tidal", "wiki");
    SERVER.catalogue.block(id, null, "a leaked key");
    var item = item("tidal/wiki@3.0.0%2B9");
    assertThat(problem(item)).isEqualTo("blocked");
    assertThat(item.at("/problem/detail").asText()).isEqualTo("a leaked key");
    SERVER.catalogue.unblock(id, null);
  }

  @Test
  void many_are_answered_in_their_order() {
    var installed = new ArrayList<>(Collections.nCopies(998, "garden@1.0.0+2.0.0"));
    installed.add(0, "harvest/gone@1");
    installed.add("harvest/garden@1.1.0+2.1.0");
    assertThat(send(installed).status()).as("20 KB is this server's limit").isEqualTo(413);
    var some = installed.subList(600, 1_000);
    var answer = send(some);
    assertThat(answer.header("cache-control")).contains("no-store");
    var items = CheckedHttp.json(answer).path("items");
    assertThat(items).hasSize(400);
    assertThat(items.get(0).path("newer").asInt()).isEqualTo(3);
    assertThat(items.get(399).path("newer").asInt()).isEqualTo(1);
  }

  @Test
  void parameters_of_their_own_are_answered_in_their_order_each_time() {
    var asked =
        SERVER.http.json(
            ASK + "tidal/wiki@3.0.0%2B9&installed=chat@1,garden@1&installed=chat@1&installed=a@1");
    assertThat(asked.findValuesAsText("installed"))
        .containsExactly("tidal/wiki@3.0.0+9", "chat@1", "garden@1", "chat@1", "a@1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"installed\": \"a/b@1\"}",
        "{\"installed\": [1]}",
        "{\"installed\": [\"\"]}",
        "{\"installed\": [null]}",
        "{\"installed\": [], \"more\": 1}",
        "{\"installed\": [",
        "not json",
      })
  void a_body_of_another_shape_is_refused(String body) {
    var answer = send(body.getBytes(UTF_8));
    assertThat(CheckedHttp.problem(answer)).isEqualTo("malformed-body");
  }

  @Test
  void nothing_installed_is_nothing_newer() {
    assertThat(CheckedHttp.json(send(List.of())).path("items")).isEmpty();
  }

  @Test
  void only_json_is_read_and_only_so_much_of_it() {
    var plain = SERVER.http.post(UPDATES, "{}".getBytes(UTF_8), "Content-Type: text/plain");
    assertThat(plain.status()).isEqualTo(415);
    assertThat(CheckedHttp.problem(send(Collections.nCopies(1_001, "a@1"))))
        .isEqualTo("malformed-body");
    assertThat(CheckedHttp.problem(send(List.of("a@" + "1".repeat(400)))))
        .isEqualTo("malformed-body");
  }

  @Test
  void a_get_takes_fifty_and_says_where_more_may_be_asked_for() {
    var fifty = String.join(",", Collections.nCopies(50, "chat@0.1.0%2B5"));
    assertThat(SERVER.http.json(ASK + fifty).path("items")).hasSize(50);
    var more = SERVER.http.get(ASK + fifty + ",chat@1");
    assertThat(CheckedHttp.problem(more)).isEqualTo("parameter-out-of-range");
    assertThat(CheckedHttp.json(more).path("detail").asText()).contains("POST");
    assertThat(CheckedHttp.problem(SERVER.http.get(UPDATES))).isEqualTo("missing-parameter");
    assertThat(CheckedHttp.problem(SERVER.http.get(ASK))).isEqualTo("parameter-out-of-range");
  }

  @Test
  void a_page_of_another_origin_may_send_json() {
    var preflight = SERVER.http.send("OPTIONS", UPDATES, "Origin: https://site.example");
    assertThat(preflight.header("allow")).contains("GET, HEAD, OPTIONS, POST");
    assertThat(preflight.header("access-control-allow-headers").orElseThrow())
        .contains("Content-Type");
  }
}
