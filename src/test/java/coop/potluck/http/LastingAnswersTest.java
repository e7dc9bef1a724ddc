package coop.potluck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What never changes at its address, what changes apart from all else, and paths of any depth. */
class LastingAnswersTest {

  private static final SampleServer SERVER = new SampleServer();
  private static final String FOREVER = "public, max-age=31536000, immutable";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void what_never_changes_says_so_with_200_and_304_and_is_made_once() {
    var before = SERVER.rendered.get();
    var first = SERVER.http.send("GET", "/log/tile/x001/234.p/5");
    SERVER.revision.incrementAndGet();
    var second = SERVER.http.send("GET", "/log/tile/x001/234.p/5");
    assertThat(first.text()).isEqualTo(second.text()).isEqualTo("tile x001/234.p/5");
    assertThat(SERVER.rendered.get()).isEqualTo(before + 1);
    assertThat(List.of(first.header("cache-control"), second.header("cache-control")))
        .allMatch(value -> value.orElseThrow().equals(FOREVER));
    var tag = first.header("etag").orElseThrow();
    var third = SERVER.http.send("GET", "/log/tile/x001/234.p/5", "If-None-Match: " + tag);
    assertThat(third.status()).isEqualTo(304);
    assertThat(third.header("cache-control")).contains(FOREVER);
    assertThat(third.header("etag")).contains(tag);
  }

  @Test
  void a_first_answer_is_304_too_and_head_has_no_body() {
    var tag = SERVER.http.send("GET", "/log/head/1").header("etag").orElseThrow();
    try (var other = new SampleServer()) {
      assertThat(other.http.send("GET", "/log/head/1", "If-None-Match: " + tag).status())
          .isEqualTo(304);
      assertThat(other.http.send("GET", "/log/head/1", "If-None-Match: " + tag).status())
          .isEqualTo(304);
      var head = other.http.send("HEAD", "/log/head/1");
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.header("content-length")).contains("6");
    }
  }

  @Test
  void each_end_of_a_path_is_an_answer_of_its_own() {
    assertThat(SERVER.http.send("GET", "/log/a/b").text()).isEqualTo("a b");
    assertThat(SERVER.http.send("GET", "/log/a/b/c").text()).isEqualTo("a b/c");
    assertThat(SERVER.http.send("GET", "/log/a/b").text()).isEqualTo("a b");
    assertThat(SERVER.http.send("GET", "/log/a/b%2Fc").status()).isEqualTo(400);
    assertThat(SERVER.http.send("GET", "/log/a/b/../c").status()).isEqualTo(400);
    assertThat(SERVER.http.send("GET", "/log/a").status()).isEqualTo(404);
    assertThat(SERVER.http.send("POST", "/log/a/b/c").header("allow"))
        .contains("GET, HEAD, OPTIONS");
    assertThat(SERVER.http.send("GET", "/log/a/b?x=1").status()).isEqualTo(400);
  }

  @Test
  void what_is_worth_compressing_comes_as_gzip_whatever_it_is() {
    var zipped = SERVER.http.send("GET", "/log/zip/1", "Accept-Encoding: gzip");
    assertThat(zipped.header("content-encoding")).contains("gzip");
    assertThat(zipped.text()).isEqualTo("zip 1");
    assertThat(zipped.header("etag"))
        .isNotEqualTo(SERVER.http.send("GET", "/log/zip/1").header("etag"));
  }

  @Test
  void an_answer_with_a_number_of_its_own_holds_until_that_changes() {
    var before = SERVER.rendered.get();
    var first = SERVER.http.send("GET", "/log/newest");
    SERVER.revision.incrementAndGet();
    SERVER.http.send("GET", "/log/newest");
    assertThat(SERVER.rendered.get()).isEqualTo(before + 1);
    SERVER.newest.incrementAndGet();
    var next = SERVER.http.send("GET", "/log/newest");
    assertThat(next.text()).isNotEqualTo(first.text());
    assertThat(next.header("cache-control")).contains("public, max-age=3");
  }

  @Test
  void logs_have_a_limit_of_their_own_and_may_be_read_by_any_page() {
    try (var server = new SampleServer(SampleServer.limited(1, 1, 2), Map.of())) {
      var first = server.http.send("GET", "/log/a/b/c");
      assertThat(first.header("ratelimit-policy")).contains("\"log\";q=2;w=60");
      assertThat(first.header("access-control-allow-origin")).contains("*");
      assertThat(server.http.send("GET", "/log/newest").status()).isEqualTo(200);
      assertThat(server.http.send("GET", "/log/a/b/c").status()).isEqualTo(429);
      assertThat(server.http.send("GET", "/document").status()).isEqualTo(200);
    }
  }

  @Test
  void without_a_network_such_paths_lead_to_the_same() {
    var routes =
        List.of(
            Route.log(
                "/log/{kind}/<rest>",
                Caching.FIXED,
                request ->
                    Answer.of(
                        "text/plain",
                        (request.path("kind") + " " + request.path("rest"))
                            .getBytes(StandardCharsets.UTF_8))));
    var reads = new InProcess(routes);
    assertThat(new String(reads.get("/log/a/b/c.p/1+1"), StandardCharsets.UTF_8))
        .isEqualTo("a b/c.p/1+1");
  }
}
