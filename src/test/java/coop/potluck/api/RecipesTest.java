package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.SampleRecipes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes, their versions and files. */
class RecipesTest {

  private static final String WIKI = "/api/v1/recipes/harvest/wiki";
  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_bare_name_leads_to_who_has_it_and_tells_of_the_others() {
    var answer = SERVER.http.get("/api/v1/recipes/wiki");
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("location").orElseThrow()).endsWith(WIKI);
    assertThat(answer.header("link").orElseThrow())
        .contains("/api/v1/recipes/tidal/wiki>; rel=\"alternate\"");
    assertThat(SERVER.http.get("/api/v1/recipes/chat").header("link")).isEmpty();
  }

  @Test
  void a_recipe_shows_its_latest_version_and_what_it_can_do() {
    var wiki = SERVER.http.json(WIKI);
    assertThat(wiki.at("/latest/tag").asText()).isEqualTo("2.0.0+2.0.0");
    assertThat(wiki.path("versions").asInt()).isEqualTo(3);
    assertThat(wiki.at("/features/claimed/backups").asText()).isEqualTo("No");
    assertThat(wiki.at("/features/computed/0/present").asBoolean()).isTrue();
    assertThat(wiki.at("/head/branch").asText()).isEqualTo("main");
    assertThat(wiki.path("mirror").asText())
        .startsWith("http://127.0.0.1:")
        .endsWith("/git/harvest/wiki.git");
    assertThat(wiki.path("first_seen").asText()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void versions_come_newest_first_in_pages() {
    var first = SERVER.http.get(WIKI + "/versions?limit=2");
    var page = CheckedHttp.json(first);
    assertThat(page.findValuesAsText("tag")).containsExactly("2.0.0+2.0.0", "1.1.0+1.3.0");
    assertThat(page.path("total").asInt()).isEqualTo(3);
    var next = first.header("link").orElseThrow();
    assertThat(next).endsWith("; rel=\"next\"");
    var target = next.substring(next.indexOf("/api"), next.indexOf('>'));
    assertThat(target).endsWith("&cursor=" + page.path("next").asText());
    var second = SERVER.http.get(target);
    assertThat(CheckedHttp.json(second).findValuesAsText("tag")).containsExactly("1.0.0+1.2.0");
    assertThat(second.header("link")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.0+1.3.0", "1.1.0%2B1.3.0", "1.1.0%201.3.0"})
  void a_version_is_found_by_its_tag_however_its_plus_is_written(String version) {
    var found = SERVER.http.json(WIKI + "/versions/" + version);
    assertThat(found.at("/version/tag").asText()).isEqualTo("1.1.0+1.3.0");
    assertThat(found.path("latest").asBoolean()).isFalse();
    assertThat(found.at("/content/composition/services/0/image/path").asText())
        .isEqualTo("library/nginx");
    assertThat(found.at("/content/privileges/0/kind").asText()).isEqualTo("published_port");
    assertThat(found.path("files").findValuesAsText("path")).contains("compose.yml");
  }

  @Test
  void a_version_is_found_by_its_commit() {
    var commit = SampleRecipes.tag("1.0.0+1.2.0").commit();
    var found = SERVER.http.json(WIKI + "/versions/" + commit);
    assertThat(found.at("/version/tag").asText()).isEqualTo("1.0.0+1.2.0");
    assertThat(found.at("/note/text").asText()).isEqualTo("Mind the gap.");
  }

  @Test
  void a_version_that_was_turned_away_says_why() {
    var rejected = SERVER.http.json("/api/v1/recipes/harvest/broken/versions/1.0.0+1");
    assertThat(rejected.at("/version/state").asText()).isEqualTo("rejected");
    assertThat(rejected.path("content").isNull()).isTrue();
    assertThat(rejected.at("/problems/0/expected").asText()).isEqualTo("a closing bracket");
  }

  @Test
  void files_are_listed_and_texts_are_served_where_nothing_can_run() {
    var files = SERVER.http.json(WIKI + "/versions/1.0.0+1.2.0/files");
    assertThat(files.path("items").findValuesAsText("path")).contains(".env.sample");
    var text = SERVER.http.get(WIKI + "/versions/1.0.0+1.2.0/files/content?path=compose.yml");
    assertThat(text.text()).isEqualTo("image: nginx:1.0");
    assertThat(text.header("content-security-policy").orElseThrow()).contains("sandbox");
    assertThat(text.header("x-content-type-options")).contains("nosniff");
  }

  @Test
  void the_readme_is_served_where_nothing_can_run() {
    var readme = SERVER.http.get(WIKI + "/readme");
    assertThat(readme.text()).contains("<h1>wiki</h1>");
    assertThat(readme.header("content-security-policy").orElseThrow())
        .contains("sandbox", "default-src 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/recipes/nothing, recipe-not-found",
    "/api/v1/recipes/-odd, recipe-not-found",
    "/api/v1/recipes/%C3%BC, recipe-not-found",
    "/api/v1/recipes/a..b, recipe-not-found",
    "/api/v1/recipes/x.git, recipe-not-found",
    "/api/v1/recipes/harvest/nothing, recipe-not-found",
    "/api/v1/recipes/harvest/%24%7Bname%7D, recipe-not-found",
    "/api/v1/recipes/HARVEST/wiki, coop-not-found",
    "/api/v1/recipes/nobody/wiki, recipe-not-found",
    "/api/v1/recipes/harvest/nothing/versions, recipe-not-found",
    "/api/v1/recipes/harvest/wiki/versions/9.9.9+9, version-not-found",
    "/api/v1/recipes/harvest/wiki/versions/latest, version-not-found",
    "/api/v1/recipes/harvest/wiki/versions/0000000000000000000000000000000000000000, version-not-found",
    "/api/v1/recipes/harvest/wiki/versions/9.9.9+9/files, version-not-found",
    "/api/v1/recipes/harvest/wiki/versions/1.0.0+1.2.0/files/content?path=no, file-not-found",
    "/api/v1/recipes/harvest/wiki/versions/1.0.0+1.2.0/files/content?path=../etc, file-not-found",
  })
  void what_is_not_there_is_its_own_kind_of_problem(String target, String slug) {
    var answer = SERVER.http.get(target);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(slug);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/recipes?colour=red, unknown-parameter",
    "/api/v1/recipes?cursor=AAAAAAAA, malformed-cursor",
    "/api/v1/recipes?limit=0, parameter-out-of-range",
    "/api/v1/recipes?limit=201, parameter-out-of-range",
    "/api/v1/recipes?limit=many, malformed-parameter",
    "/api/v1/recipes?sort=price, malformed-parameter",
    "/api/v1/recipes?coop=NOBODY, malformed-parameter",
    "/api/v1/recipes?min_status=6, parameter-out-of-range",
    "/api/v1/recipes?q=%E0%A4, malformed-parameter",
    "/api/v1/recipes/harvest/wiki?x=1, unknown-parameter",
    "/api/v1/recipes/harvest/a%2Fb, ambiguous-uri",
    "/api/v1/recipes/harvest/a%00b, bad-request",
    "/api/v1/recipes/harvest/wiki/versions/1.0.0+1.2.0/files/content, missing-parameter",
  })
  void a_question_that_cannot_be_understood_is_its_own_kind_of_problem(String target, String slug) {
    var answer = SERVER.http.get(target);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(slug);
  }

  @Test
  void a_file_whose_text_is_not_kept_says_so() {
    var answer =
        SERVER.http.get("/api/v1/recipes/harvest/broken/versions/1.0.0+1/files/content?path=link");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(CheckedHttp.problem(answer)).isEqualTo("file-not-text");
  }

  @Test
  void what_the_operator_blocked_answers_with_the_reason() {
    try (var server = new ApiServer()) {
      var version = WIKI + "/versions/1.0.0+1.2.0";
      var tag = server.http.get(version).header("etag").orElseThrow();
      server.catalogue.block(ApiServer.WIKI, "1.0.0+1.2.0", "a leaked key");
      var blocked = server.http.get(version, "If-None-Match: " + tag);
      assertThat(blocked.status()).isEqualTo(451);
      assertThat(CheckedHttp.problem(blocked)).isEqualTo("blocked");
      assertThat(blocked.text()).contains("a leaked key").contains("2026-03-01T12:00:00Z");
      assertThat(server.http.get(WIKI).status()).isEqualTo(200);
      server.catalogue.block(ApiServer.WIKI, null, "all of it");
      for (var target : new String[] {WIKI, WIKI + "/versions", WIKI + "/readme", version}) {
        assertThat(server.http.get(target).status()).as(target).isEqualTo(451);
      }
      server.catalogue.unblock(ApiServer.WIKI, null);
      assertThat(server.http.get(WIKI).status()).isEqualTo(200);
    }
  }

  @Test
  void a_withdrawn_recipe_is_gone_and_the_log_tells_when() {
    try (var server = new ApiServer()) {
      server.catalogue.recordListing("tidal-source", SampleRecipes.listing("wiki"));
      server.catalogue.confirm("tidal-source");
      assertThat(server.http.get("/api/v1/recipes/tidal/blog").status()).isEqualTo(404);
      assertThat(server.http.json("/api/v1/changes").path("items").findValuesAsText("kind"))
          .contains("withdrawn");
    }
  }
}
