package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.http.InProcess;
import coop.potluck.recipe.RecipeId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asks for a recipe under its former name is led to what it goes on as. */
class FormerRecipesTest {

  private static final ApiServer SERVER = new ApiServer();
  private static final RecipeId TALK = RecipeId.of("harvest", "talk");

  @BeforeAll
  static void rename() {
    rename(SERVER);
  }

  /** From chat to talk. */
  private static void rename(ApiServer server) {
    server.catalogue.recordListing(
        "harvest-source", SampleRecipes.listing("wiki", "chat", "broken", "talk"));
    server.store(TALK, "0.1.0+5", "0.2.0+6");
    server.catalogue.recordListing(
        "harvest-source", SampleRecipes.listing("wiki", "broken", "talk"));
    server.catalogue.confirm("harvest-source");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "/versions, /versions?limit=50",
    "/versions?limit=3, /versions?limit=3",
    "/versions/0.1.0+5, /versions/0.1.0%2B5",
    "/versions/0.1.0+5/files/content?path=compose.yml, /versions/0.1.0%2B5/files/content?path=compose.yml",
    "/readme, /readme",
    "/badge.svg?show=backups, /badge.svg?show=backups",
    "/feed.atom, /feed.atom",
    "/compare?from=0.1.0%2B5&to=latest, /compare?from=0.1.0%2B5&to=latest",
    "/upgrade?from=0.1.0%2B5&to=latest, /upgrade?from=0.1.0%2B5&to=latest",
    "/lint?version=0.1.0%2B5, /lint?version=0.1.0%2B5",
  })
  void every_address_leads_to_the_same_of_its_successor(String asked, String there) {
    for (var method : new String[] {"GET", "HEAD"}) {
      var answer = SERVER.http.send(method, "/api/v1/recipes/harvest/chat" + asked);
      assertThat(answer.status()).as(answer.text()).isEqualTo(307);
      var location = answer.header("location").orElseThrow();
      assertThat(location)
          .startsWith("http://127.0.0.1:")
          .endsWith("/api/v1/recipes/harvest/talk" + there);
      assertThat(answer.header("cache-control")).contains("no-store");
      var target = location.substring(location.indexOf("/api"));
      assertThat(SERVER.http.send(method, target).status()).isEqualTo(200);
    }
  }

  @Test
  void an_operator_s_file_is_sent_on_as_it_is() {
    var file = "TYPE=chat:0.1.0+5\n".getBytes(StandardCharsets.UTF_8);
    var answer =
        SERVER.http.post(
            "/api/v1/recipes/harvest/chat/upgrade/check", file, "Content-Type: text/plain");
    assertThat(answer.status()).as(answer.text()).isEqualTo(307);
    assertThat(answer.header("location").orElseThrow())
        .contains("/api/v1/recipes/harvest/talk/upgrade/check");
  }

  @Test
  void a_bare_name_leads_there_too() {
    var answer = SERVER.http.get("/api/v1/recipes/chat");
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("location").orElseThrow()).endsWith("/api/v1/recipes/harvest/talk");
  }

  @Test
  void a_question_that_cannot_be_asked_is_refused_before() {
    assertThat(SERVER.http.get("/api/v1/recipes/harvest/chat/versions?limit=0").status())
        .isEqualTo(400);
  }

  @Test
  void within_the_process_the_way_is_gone_at_once() {
    var reads = new InProcess(SERVER.routes);
    for (var address : new String[] {"/api/v1/recipes/harvest/chat", "/api/v1/recipes/chat"}) {
      var found = new String(reads.get(address), StandardCharsets.UTF_8);
      assertThat(found).contains("\"name\":\"talk\"");
    }
  }

  @Test
  void what_is_installed_under_a_former_name_is_told_what_is_newer() {
    var items =
        SERVER
            .http
            .json("/api/v1/updates?installed=harvest/chat@0.1.0%2B5,chat@0.1.0%2B5,talk@0.1.0%2B5")
            .path("items");
    assertThat(items.findValuesAsText("name")).containsExactly("talk", "talk", "talk");
    assertThat(items.findValuesAsText("latest")).containsOnly("0.2.0+6").hasSize(3);
    assertThat(items.findValuesAsText("installed")).contains("harvest/chat@0.1.0+5");
  }

  @Test
  void what_goes_on_as_nothing_is_not_found() {
    assertThat(SERVER.http.get("/api/v1/recipes/harvest/never").status()).isEqualTo(404);
    try (var server = new ApiServer()) {
      rename(server);
      server.catalogue.block(TALK, null, "spam");
      assertThat(CheckedHttp.problem(server.http.get("/api/v1/recipes/harvest/chat")))
          .isEqualTo("recipe-not-found");
      assertThat(server.http.get("/api/v1/recipes/chat").status()).isEqualTo(404);
    }
  }

  @Test
  void what_is_missing_but_kept_says_what_it_goes_on_as() {
    try (var server = new ApiServer()) {
      server.catalogue.recordListing(
          "harvest-source", SampleRecipes.listing("wiki", "chat", "broken", "talk"));
      server.store(TALK, "0.1.0+5", "0.2.0+6");
      assertThat(server.http.json("/api/v1/recipes/harvest/chat").path("successor").isNull())
          .isTrue();
      server.catalogue.recordListing(
          "harvest-source", SampleRecipes.listing("wiki", "broken", "talk"));
      var kept = server.http.json("/api/v1/recipes/harvest/chat");
      assertThat(kept.at("/successor/coop").asText()).isEqualTo("harvest");
      assertThat(kept.at("/successor/name").asText()).isEqualTo("talk");
    }
  }
}
