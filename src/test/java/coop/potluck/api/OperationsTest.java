package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status, health, measures and the reference. */
class OperationsTest {

  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void status_tells_how_the_node_is_now() {
    var answer = SERVER.http.get("/api/v1/status");
    var status = CheckedHttp.json(answer);
    assertThat(answer.header("etag")).isEmpty();
    assertThat(answer.header("access-control-allow-origin")).contains("*");
    assertThat(status.at("/counts/coops").asInt()).isEqualTo(2);
    assertThat(status.at("/sync/lag_seconds").asInt()).isEqualTo(60);
    assertThat(status.path("sources")).hasSize(2);
    assertThat(status.path("head").asLong()).isPositive();
  }

  @Test
  void a_source_that_fails_is_an_alarm() {
    try (var server = new ApiServer()) {
      server.catalogue.recordListingFailure("tidal-source", "it does not answer", null);
      assertThat(server.http.json("/api/v1/status").path("alarms").toString())
          .contains("tidal-source", "it does not answer");
    }
  }

  @Test
  void health_says_whether_the_node_should_get_traffic() {
    assertThat(SERVER.http.get("/health/live").status()).isEqualTo(200);
    assertThat(SERVER.http.get("/health/ready").status()).isEqualTo(200);
    SERVER.notReady.set(Optional.of("the first sync is under way"));
    var answer = SERVER.http.get("/health/ready");
    SERVER.notReady.set(Optional.empty());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("the first sync is under way");
  }

  @Test
  void measures_are_in_the_format_of_prometheus() {
    SERVER.http.get("/recipes.json");
    var answer = SERVER.http.get("/metrics");
    assertThat(answer.text())
        .contains("# TYPE potluck_http_request_seconds histogram")
        .contains("route=\"/recipes.json\",status=\"2xx\"");
    assertThat(answer.header("ratelimit")).isEmpty();
  }

  @Test
  void the_specification_is_served_as_it_is() throws IOException {
    assertThat(SERVER.http.get("/openapi.yaml").text())
        .isEqualTo(Files.readString(Path.of("openapi.yaml")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs",
        "/docs/reference.js",
        "/docs/reference.css",
        "/docs/swagger-ui.css",
        "/docs/swagger-ui-bundle.js"
      })
  void the_reference_comes_whole_from_this_node(String target) {
    var answer = SERVER.http.get(target, "Accept-Encoding: gzip");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-encoding")).contains("gzip");
    assertThat(answer.text()).isNotBlank();
    assertThat(answer.header("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe")
        .doesNotContain("http");
    if (target.equals("/docs")) {
      assertThat(answer.text()).doesNotContain("://").doesNotContain("<script>");
    }
  }

  @Test
  void the_root_leads_to_the_reference() {
    var answer = SERVER.http.get("/", "Accept: text/html");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("location").orElseThrow()).endsWith("docs");
  }

  @Test
  void every_public_read_answers_a_preflight_and_head() {
    for (var target : new String[] {"/recipes.json", "/api/v1/status", "/docs", "/api/v1/coops"}) {
      assertThat(SERVER.http.send("HEAD", target).status()).isEqualTo(200);
      assertThat(SERVER.http.send("OPTIONS", target).header("access-control-allow-methods"))
          .contains("GET, HEAD, OPTIONS");
      var put = SERVER.http.send("PUT", target);
      assertThat(put.status()).isEqualTo(405);
      assertThat(put.header("allow")).contains("GET, HEAD, OPTIONS");
    }
  }
}
