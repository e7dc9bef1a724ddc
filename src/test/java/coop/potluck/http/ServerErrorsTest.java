package coop.potluck.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong is a problem in JSON, whichever layer finds it. */
class ServerErrorsTest {

  private static final SampleServer SERVER = new SampleServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/list?nope=1, 400, unknown-parameter",
    "/list?limit=0, 400, parameter-out-of-range",
    "/list?limit=101, 400, parameter-out-of-range",
    "/list?limit=99999999999999, 400, parameter-out-of-range",
    "/list?limit=-99999999999999, 400, parameter-out-of-range",
    "/list?limit=ten, 400, malformed-parameter",
    "/list?limit=, 400, malformed-parameter",
    "/list?limit=1&limit=2, 400, malformed-parameter",
    "/list?q=%zz, 400, malformed-parameter",
    "/list?q=%f, 400, malformed-parameter",
    "/list?q=%, 400, malformed-parameter",
    "/list?q=%ff, 400, malformed-parameter",
    "/list?q=a%00b, 400, malformed-parameter",
    "/list?q=, 400, parameter-out-of-range",
    "/list?q=123456789012345678901, 400, parameter-out-of-range",
    "/list?cursor=nonsense, 400, malformed-cursor",
    "/list?cursor=%20, 400, malformed-cursor",
    "/document?q=a, 400, unknown-parameter",
    "/items/a%2Fb, 400, ambiguous-uri",
    "/items/%2e%2e/b, 400, ambiguous-uri",
    "/items/../list, 400, ambiguous-uri",
    "/items/a%00, 400, bad-request",
    "/items/%ff, 400, bad-request",
    "/nothing, 404, not-found",
    "/list/, 404, not-found",
    "/LIST, 404, not-found",
    "/broken, 500, internal",
  })
  void a_bad_address_is_a_problem_of_its_own_kind(String target, int status, String slug)
      throws IOException {
    var answer = SERVER.http.send("GET", target);
    assertProblem(answer, status, slug);
    assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /list, 405, method-not-allowed",
    "DELETE, /echo, 405, method-not-allowed",
    "GET, /echo, 405, method-not-allowed",
    "TRACE, /list, 405, method-not-allowed",
    "BREW, /list, 501, method-unknown",
    "POST, /nothing, 404, not-found",
  })
  void a_wrong_method_is_told_which_would_be_right(
      String method, String target, int status, String slug) throws IOException {
    var answer = SERVER.http.send(method, target);
    assertProblem(answer, status, slug);
    if (status == 405) {
      assertThat(answer.header("allow"))
          .contains(target.equals("/echo") ? "OPTIONS, POST" : "GET, HEAD, OPTIONS");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void a_request_that_is_no_http_is_a_bad_request(String bytes) throws IOException {
    assertProblem(
        SERVER.http.send(bytes.getBytes(StandardCharsets.ISO_8859_1), false), 400, "bad-request");
  }

  @Test
  void what_is_too_long_or_too_new_says_so() throws IOException {
    var long_ = "a".repeat(5_000);
    assertProblem(SERVER.http.send("GET", "/" + long_), 414, "uri-too-long");
    assertProblem(SERVER.http.send("GET", "/list", "X-Long: " + long_), 431, "headers-too-large");
    var future = "GET / HTTP/7.0\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    assertProblem(SERVER.http.send(future, false), 505, "http-version");
  }

  @Test
  void a_body_over_the_limit_is_refused_whether_its_size_is_told_or_not() throws IOException {
    assertThat(SERVER.http.send("POST", "/echo", new byte[10_000]).body()).hasSize(10_000);
    assertProblem(SERVER.http.send("POST", "/echo", new byte[10_001]), 413, "too-large");
    var chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
    var chunked =
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + chunk
            + chunk
            + "0\r\n\r\n";
    assertProblem(
        SERVER.http.send(chunked.getBytes(StandardCharsets.UTF_8), false), 413, "too-large");
  }

  @Test
  void an_upgrade_that_is_not_spoken_is_a_problem_too() throws IOException {
    var answer = SERVER.http.send("GET", "/list", "Sec-WebSocket-Version: 13");
    assertProblem(answer, 404, "not-found");
  }

  @Test
  void a_problem_to_head_has_no_body() {
    var answer = SERVER.http.send("HEAD", "/nothing");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).contains("application/problem+json");
    assertThat(Integer.parseInt(answer.header("content-length").orElseThrow())).isPositive();
  }

  private static void assertProblem(RawHttp.Answer answer, int status, String slug)
      throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).contains("application/problem+json");
    assertThat(answer.header("cache-control")).contains("no-store");
    assertThat(answer.header("x-content-type-options")).contains("nosniff");
    var problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:potluck:problem:" + slug);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(answer.header("x-request-id")).contains(problem.path("request_id").asText());
  }
}
