package coop.potluck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every route gets from the server, over a real connection. */
class HttpServerTest {

  private static final SampleServer SERVER = new SampleServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void public_reads_are_open_to_any_page_and_writes_are_not() {
    var read = SERVER.http.send("GET", "/document", "Origin: https://site.example");
    assertThat(read.header("access-control-allow-origin")).contains("*");
    assertThat(read.header("access-control-expose-headers").orElseThrow())
        .contains("ETag", "Link", "RateLimit");
    var write = SERVER.http.send("POST", "/echo", new byte[1], "Origin: https://site.example");
    assertThat(write.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void a_preflight_is_answered_for_reads_alone() {
    var read =
        SERVER.http.send(
            "OPTIONS",
            "/list",
            "Origin: https://site.example",
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: if-none-match");
    assertThat(read.status()).isEqualTo(204);
    assertThat(read.header("allow")).contains("GET, HEAD, OPTIONS");
    assertThat(read.header("access-control-allow-methods")).contains("GET, HEAD, OPTIONS");
    assertThat(read.header("access-control-allow-headers").orElseThrow()).contains("If-None-Match");
    var write = SERVER.http.send("OPTIONS", "/echo");
    assertThat(write.status()).isEqualTo(204);
    assertThat(write.header("allow")).contains("OPTIONS, POST");
    assertThat(write.header("access-control-allow-methods")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/items/a+b, a+b", "/items/a%2Bb, a+b", "/items/a%20b, a b", "/items/%C3%BC, ü"})
  void a_path_keeps_its_plus(String target, String name) {
    for (var round = 0; round < 2; round++) {
      assertThat(SERVER.http.send("GET", target).text()).isEqualTo(name);
    }
  }

  @Test
  void a_querys_plus_is_a_space_unless_it_is_a_version() {
    assertThat(SERVER.http.send("GET", "/list?q=a+b").text()).contains("a b");
    assertThat(Parameter.version("v").read("1.0.0 2")).isEqualTo("1.0.0+2");
  }

  @Test
  void answers_are_kept_within_bounds() {
    for (var i = 0; i < 1_500; i++) {
      SERVER.http.send("GET", "/items/" + i + "a".repeat(2_000));
    }
    var weight =
        new String(SERVER.metrics.text(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("potluck_http_cached_bytes"))
            .findFirst()
            .orElseThrow();
    assertThat(Double.parseDouble(weight.split(" ", 2)[1])).isBetween(1.0, 6.0 * (1 << 20));
  }

  @Test
  void requests_are_measured_by_pattern_and_never_by_path() {
    SERVER.http.send("GET", "/items/measured");
    SERVER.http.send("GET", "/items/measured");
    SERVER.http.send("GET", "/wp-login.php");
    await()
        .untilAsserted(
            () ->
                assertThat(new String(SERVER.metrics.text(), StandardCharsets.UTF_8))
                    .contains("method=\"GET\",route=\"/items/{name}\",status=\"2xx\"")
                    .contains("route=\"none\",status=\"4xx\"")
                    .doesNotContain("measured")
                    .doesNotContain("wp-login"));
  }

  @Test
  void every_setting_has_a_range() {
    assertThat(HttpSettings.DEFAULT.problems()).isEmpty();
    var wrong =
        new HttpSettings(
            " ",
            70_000,
            "ftp://x/",
            List.of("10.0.0.0/8", "example.org", "1.2.3.4/33"),
            0,
            0,
            Duration.ZERO,
            Duration.ZERO,
            -1,
            0,
            0,
            0,
            -1,
            -1,
            -1,
            -1,
            0);
    var places = new ArrayList<String>();
    wrong.problems().forEach(problem -> places.add(problem.where()));
    assertThat(places)
        .containsOnlyOnce("host", "port", "public_url", "threads", "max_connections")
        .contains("trusted_proxies", "idle_timeout", "reads_per_minute")
        .hasSize(18);
  }
}
