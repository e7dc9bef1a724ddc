package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Badges of recipes over HTTP. */
class BadgesTest {

  private static final String WIKI = "/api/v1/recipes/harvest/wiki/badge.svg";
  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static String said(String target) {
    var answer = SERVER.http.get(target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var svg = ParsedXml.parse(answer.body()).getDocumentElement();
    return ParsedXml.text(svg, "title");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "harvest/wiki/badge.svg | harvest/wiki, version: 2.0.0+2.0.0",
        "harvest/wiki/badge.svg?show=version | harvest/wiki, version: 2.0.0+2.0.0",
        "tidal/blog/badge.svg | tidal/blog, version: none",
        "harvest/wiki/badge.svg?show=backups | harvest/wiki, backups: yes",
        "harvest/broken/badge.svg?show=backups | harvest/broken, backups: unknown",
      })
  void a_badge_says_what_is_known(String target, String title) {
    assertThat(said("/api/v1/recipes/" + target)).isEqualTo(title);
  }

  @Test
  void it_is_a_drawing_where_nothing_can_run_and_any_page_may_show_it() {
    var answer = SERVER.http.get(WIKI);
    assertThat(answer.header("content-type")).contains("image/svg+xml");
    assertThat(answer.header("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "sandbox");
    assertThat(answer.header("cross-origin-resource-policy")).contains("cross-origin");
  }

  @Test
  void it_is_asked_for_again_only_if_it_changed() {
    try (var server = new ApiServer()) {
      var tag = server.http.get(WIKI).header("etag").orElseThrow();
      server.store(ApiServer.TIDAL_WIKI, "3.0.0+9", "4.0.0+9");
      assertThat(server.http.get(WIKI, "If-None-Match: " + tag).status()).isEqualTo(304);
      server.store(ApiServer.WIKI, "1.0.0+1.2.0", "9.0.0+9");
      var later = server.http.get(WIKI, "If-None-Match: " + tag);
      assertThat(later.status()).isEqualTo(200);
      assertThat(later.text()).contains("9.0.0+9");
    }
  }

  @Test
  void what_it_cannot_show_is_told_what_it_can() {
    var answer = SERVER.http.get(WIKI + "?show=stars");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(CheckedHttp.problem(answer)).isEqualTo("malformed-parameter");
    assertThat(CheckedHttp.json(answer).path("detail").asText())
        .isEqualTo("show is one of version, status, lint, backups");
    assertThat(SERVER.http.get("/api/v1/recipes/harvest/none/badge.svg").status()).isEqualTo(404);
  }

  @Test
  void a_blocked_recipe_has_none() {
    try (var server = new ApiServer()) {
      server.catalogue.block(ApiServer.WIKI, null, "spam");
      assertThat(server.http.get(WIKI).status()).isEqualTo(451);
    }
  }
}
