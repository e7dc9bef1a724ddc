package coop.potluck.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often one client may ask, and who that is. */
class RateLimitTest {

  @Test
  void over_the_limit_comes_429_with_the_time_to_wait() {
    try (var server = new SampleServer(SampleServer.limited(3, 0), Map.of())) {
      for (var left = 2; left >= 0; left--) {
        var answer = server.http.send("GET", "/document");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ratelimit").orElseThrow())
            .matches("\"reads\";r=" + left + ";t=\\d+");
        assertThat(answer.header("ratelimit-policy")).contains("\"reads\";q=3;w=60");
      }
      var refused = server.http.send("GET", "/document");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text()).contains("urn:potluck:problem:rate-limited");
      assertThat(Integer.parseInt(refused.header("retry-after").orElseThrow())).isBetween(1, 20);
      assertThat(refused.header("access-control-allow-origin")).contains("*");
      assertThat(server.http.send("GET", "/nothing").status()).isEqualTo(429);
      assertThat(new String(server.metrics.text(), StandardCharsets.UTF_8))
          .contains("potluck_http_rate_limited_total{traffic=\"reads\"} 2.0");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For: 192.0.2.1           | X-Forwarded-For: 192.0.2.2",
        "X-Forwarded-For: 6.6.6.6, 192.0.2.1  | X-Forwarded-For: 6.6.6.6, 192.0.2.2",
        "X-Forwarded-For: 192.0.2.1, 127.0.0.9 | X-Forwarded-For: 192.0.2.2, 127.0.0.9",
        "Forwarded: for=192.0.2.1;proto=https | Forwarded: for=192.0.2.2",
        "Forwarded: for=\"[2001:db8:1::1]:80\" | Forwarded: for=\"[2001:db8:2::1]\"",
      })
  void clients_behind_a_trusted_proxy_are_told_apart(String one, String other) {
    try (var server = new SampleServer(SampleServer.limited(1, 0), Map.of())) {
      assertThat(server.http.send("GET", "/document", one).status()).isEqualTo(200);
      assertThat(server.http.send("GET", "/document", one).status()).isEqualTo(429);
      assertThat(server.http.send("GET", "/document", other).status()).isEqualTo(200);
    }
  }

  @Test
  void what_a_client_writes_itself_does_not_make_it_another() {
    try (var server = new SampleServer(SampleServer.limited(1, 0), Map.of())) {
      assertThat(
              server.http.send("GET", "/document", "X-Forwarded-For: 6.6.6.6, 192.0.2.1").status())
          .isEqualTo(200);
      assertThat(
              server.http.send("GET", "/document", "X-Forwarded-For: 7.7.7.7, 192.0.2.1").status())
          .isEqualTo(429);
      assertThat(
              server
                  .http
                  .send(
                      "GET", "/document", "X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.99")
                  .status())
          .isEqualTo(429);
      assertThat(server.http.send("GET", "/document", "X-Forwarded-For: garbage").status())
          .as("counts for the proxy itself")
          .isEqualTo(200);
      assertThat(server.http.send("GET", "/document", "X-Forwarded-For: other").status())
          .isEqualTo(429);
    }
  }

  @Test
  void mounted_servlets_have_a_limit_of_their_own() {
    var servlet =
        new HttpServlet() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void doGet(HttpServletRequest request, HttpServletResponse response)
              throws IOException {
            response.getOutputStream().write('x');
          }
        };
    try (var server = new SampleServer(SampleServer.limited(1, 2), Map.of("/git", servlet))) {
      assertThat(server.http.send("GET", "/git/a/info").status()).isEqualTo(200);
      var second = server.http.send("GET", "/git/b/info");
      assertThat(second.header("ratelimit").orElseThrow()).startsWith("\"git\";r=0");
      assertThat(second.header("access-control-allow-origin")).isEmpty();
      assertThat(server.http.send("GET", "/git/c/info").status()).isEqualTo(429);
      assertThat(server.http.send("GET", "/document").status()).isEqualTo(200);
    }
  }

  @Test
  void a_bucket_fills_again_with_time_and_counts_whole_networks_of_ipv6()
      throws UnknownHostException {
    var now = new AtomicLong();
    var limits = new RateLimits(SampleServer.limited(60, 0), now::get);
    var one = InetAddress.getByName("2001:db8::1");
    var neighbour = InetAddress.getByName("2001:db8::2");
    for (var i = 0; i < 60; i++) {
      assertThat(isAllowed(limits, one)).isTrue();
    }
    assertThat(isAllowed(limits, neighbour)).isFalse();
    assertThat(isAllowed(limits, InetAddress.getByName("192.0.2.7"))).isTrue();
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(isAllowed(limits, one)).isTrue();
    assertThat(isAllowed(limits, one)).isTrue();
    assertThat(isAllowed(limits, one)).isFalse();
    assertThat(limits.count(Traffic.GIT, one)).isNull();
  }

  private static boolean isAllowed(RateLimits limits, InetAddress client) {
    return Objects.requireNonNull(limits.count(Traffic.READS, client)).allowed();
  }
}
