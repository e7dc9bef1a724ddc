package coop.potluck.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code potluck search --node}, of nodes that say what this test wants them to. */
class RemoteSearchTest {

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final Terminal COLOURS = new Terminal(true, true, 80);

  private static CommandRun search(StubNode node, String... words) {
    return search(Terminal.NONE, node, words);
  }

  private static CommandRun search(Terminal terminal, StubNode node, String... words) {
    var args = Arrays.copyOf(words, words.length + 3);
    System.arraycopy(words, 0, args, 1, words.length);
    args[0] = "search";
    args[words.length + 1] = "--node";
    args[words.length + 2] = node.url();
    return CommandRun.with(terminal, Map.of("POTLUCK_OUTBOUND_CALL_TIMEOUT", "1s"), args);
  }

  private static String page(String members, String... items) {
    return "{\"items\":[" + String.join(",", items) + "]," + members + "}";
  }

  private static String plain(int total) {
    return "\"total\":"
        + total
        + ",\"next\":null,\"matching\":\"all\",\"did_you_mean\":null,"
        + "\"warnings\":[],\"facets\":{}";
  }

  private static String item(String name, String description, String match) {
    return "{\"coop\":\"harvest\",\"name\":\"%s\",\"description\":\"%s\",\"latest\":{\"tag\":\"1.0.0+2\"},\"status\":3,\"match\":%s}"
        .formatted(name, description, match);
  }

  @Test
  void what_was_found_is_an_aligned_table() {
    var body =
        page(
            plain(2),
            item("jitsi-meet", "Video meetings", "null"),
            "{\"coop\":\"tidal\",\"name\":\"bbb\",\"title\":\"Big\\nBlue\",\"description\":null,\"latest\":null,\"status\":null}");
    try (var node = StubNode.of(200, JSON, body)) {
      var run = search(node, "video");
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out())
          .isEqualTo(
              """
              NAME                LATEST   STATUS  WHAT IT IS
              harvest/jitsi-meet  1.0.0+2  3       Video meetings
              tidal/bbb           -        -       Big Blue
              """);
      assertThat(run.err()).isEmpty();
      assertThat(node.asked).containsExactly("/api/v1/recipes?q=video&facets=none&limit=10");
    }
  }

  @Test
  void a_corrected_text_most_words_and_what_was_misread_are_told() {
    var members =
        "\"total\":57,\"next\":\"abc\",\"matching\":\"most\",\"did_you_mean\":\"nextcloud x\","
            + "\"warnings\":[{\"at\":\"status:high\",\"expected\":\"status:>=3\"}]";
    try (var node = StubNode.of(200, JSON, page(members, item("nextcloud", "Files", "null")))) {
      var run = search(node, "nextclud", "x", "status:high", "--limit", "1");
      assertThat(run.status()).isZero();
      assertThat(run.out())
          .isEqualTo(
              """
              Showing results for "nextcloud x".
              No recipe has all of these words; these have the most of them.
              NAME               LATEST   STATUS  WHAT IT IS
              harvest/nextcloud  1.0.0+2  3       Files
              1 of 57 recipes; more: --all
              """);
      assertThat(run.err()).isEqualTo("Read as plain words: status:high (expected: status:>=3)\n");
    }
  }

  @Test
  void words_that_were_found_are_bold_where_colours_are_wanted() {
    var match =
        "{\"fields\":[\"readme\"],\"snippet\":{\"field\":\"readme\",\"text\":\"a video Caf\\u00e9\","
            + "\"highlights\":[{\"start\":2,\"end\":7},{\"start\":8,\"end\":12},{\"start\":3,\"end\":99},"
            + "{\"start\":-1,\"end\":2},{\"start\":5,\"end\":5}]}}";
    var body = page(plain(1), item("video", "CAF\\u00c9 with Videos, no webvideo", match));
    try (var node = StubNode.of(200, JSON, body)) {
      assertThat(search(COLOURS, node, "x").out())
          .isEqualTo(
              """
              NAME           LATEST   STATUS  WHAT IT IS
              harvest/\u001b[1mvideo\u001b[22m  1.0.0+2  3       \u001b[1mCAFÉ\u001b[22m with \u001b[1mVideo\u001b[22ms, no webvideo
              """);
      var plain = Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true);
      assertThat(search(plain, node, "x").out()).doesNotContain("\u001b");
    }
  }

  @Test
  void nothing_that_a_stranger_says_commands_the_terminal() {
    var evil = "\\u001b[2Jx\\u202ey\\u009b";
    var members =
        "\"total\":9,\"next\":null,\"matching\":\"all\",\"did_you_mean\":\""
            + evil
            + "\","
            + "\"warnings\":[{\"at\":\""
            + evil
            + "\",\"expected\":\""
            + evil
            + "\"}]";
    var match =
        "{\"snippet\":{\"text\":\"" + evil + "\",\"highlights\":[{\"start\":0,\"end\":4}]}}";
    try (var node = StubNode.of(200, JSON, page(members, item(evil, evil, match)))) {
      var run = search(COLOURS, node, "x");
      assertThat(run.status()).isZero();
      assertThat(run.out() + run.err())
          .doesNotContain("\u001b[2J", "\u202e", "\u009b")
          .contains("\ufffd[2Jx\ufffdy\ufffd");
    }
    try (var node = StubNode.of(400, PROBLEM, "{\"detail\":\"" + evil + "\\nline\"}")) {
      assertThat(search(node, "x").err()).isEqualTo("\ufffd[2Jx\ufffdy\ufffd line\n");
    }
  }

  @Test
  void all_pages_are_asked_for_and_json_is_one_answer() throws Exception {
    try (var node =
        new StubNode(
            exchange -> {
              var query = exchange.getRequestURI().getQuery();
              var second = query.contains("cursor=two/+");
              var next = second ? "null" : "\"two/+\"";
              var from = second ? 200 : 0;
              var items =
                  IntStream.range(from, second ? 230 : 200)
                      .mapToObj(i -> "{\"coop\":\"c\",\"name\":\"n" + i + "\"}")
                      .collect(Collectors.joining(","));
              StubNode.answer(
                  exchange,
                  200,
                  JSON + ";charset=utf-8",
                  "{\"items\":["
                      + items
                      + "],\"total\":230,\"next\":"
                      + next
                      + ",\"facets\":{\"coop\":[]}}");
            })) {
      var run = search(node, "a&b=c#d?", "+é", "--all", "--json");
      assertThat(run.status()).as(run.err()).isZero();
      var answer = NodeReads.JSON.readTree(run.out());
      assertThat(answer.path("items")).hasSize(230);
      assertThat(answer.path("next").isNull()).isTrue();
      assertThat(answer.path("facets").has("coop")).isTrue();
      assertThat(node.asked)
          .containsExactly(
              "/api/v1/recipes?q=a%26b%3Dc%23d%3F%20%2B%C3%A9&facets=all&limit=200",
              "/api/v1/recipes?q=a%26b%3Dc%23d%3F%20%2B%C3%A9&facets=all&limit=200&cursor=two%2F%2B");
      node.asked.clear();
      assertThat(search(node, "x", "--limit", "205").out().lines()).hasSize(1 + 205 + 1);
      assertThat(node.asked).last().asString().contains("limit=5&cursor=");
    }
  }

  @Test
  void a_list_that_never_ends_ends() {
    try (var node = StubNode.of(200, JSON, "{\"items\":[],\"total\":5,\"next\":\"more\"}")) {
      assertThat(search(node, "x", "--all").out()).isEqualTo("No recipe matches \"x\".\n");
      assertThat(node.asked).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | text/html;charset=utf-8 | <h1>Hello</h1> | HTTP 200, text/html",
        "404 | text/html | nothing | HTTP 404, text/html",
        "500 | text/plain | oh | HTTP 500, text/plain",
        "200 | application/json | [1,2] | HTTP 200, application/json",
        "200 | application/json | {\"recipes\":{}} | HTTP 200, application/json",
        "200 | application/json | {\"items\":7} | HTTP 200, application/json",
        "418 | application/json | {\"items\":[]} | HTTP 418, application/json",
        "200 | application/json | {\"items\":[ | HTTP 200, application/json that cannot be read",
        "500 | application/problem+json | <oops> | HTTP 500, application/problem+json that cannot be read",
      })
  void a_server_that_is_no_node_is_told_so(int status, String type, String body, String told) {
    try (var node = StubNode.of(status, type, body)) {
      var run = search(node, "x");
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .isEqualTo(
              "there is no Potluck node at " + node.url() + ": it answers with " + told + "\n");
    }
  }

  @Test
  void a_problem_is_told_as_the_node_tells_it() {
    var problem = "{\"type\":\"urn:x\",\"status\":429,\"detail\":\"Come back in 5 s\"}";
    try (var node = StubNode.of(429, PROBLEM, problem)) {
      var run = search(node, "x");
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err()).isEqualTo("Come back in 5 s\n");
    }
    try (var node = StubNode.of(503, PROBLEM, "{}")) {
      assertThat(search(node, "x").err())
          .isEqualTo(node.url() + " answers with HTTP 503, application/problem+json\n");
    }
  }

  @Test
  void a_redirect_is_followed_to_the_same_host_and_port_alone() {
    try (var other = StubNode.of(200, JSON, page(plain(1), item("theirs", "x", "null")));
        var node =
            new StubNode(
                exchange -> {
                  var path = exchange.getRequestURI().getPath();
                  if (path.startsWith("/moved/")) {
                    StubNode.answer(exchange, 200, JSON, page(plain(1), item("ours", "x", "null")));
                  } else if (path.startsWith("/loop")) {
                    StubNode.redirect(exchange, exchange.getRequestURI().toString());
                  } else if (path.startsWith("/away")) {
                    StubNode.redirect(exchange, other.url() + "/api/v1/recipes");
                  } else {
                    StubNode.redirect(exchange, "/moved" + exchange.getRequestURI());
                  }
                })) {
      assertThat(search(node, "x").out()).contains("harvest/ours");
      var away = at(node.url() + "/away/");
      assertThat(away.status()).isEqualTo(Main.UNUSABLE);
      assertThat(away.out()).isEmpty();
      assertThat(away.err())
          .startsWith(node.url() + "/away leads to " + other.url() + ", which was not named");
      assertThat(other.asked).isEmpty();
      assertThat(at(node.url() + "/loop").err()).contains("redirects");
    }
  }

  private static CommandRun at(String url) {
    return CommandRun.with(
        Map.of("POTLUCK_OUTBOUND_CALL_TIMEOUT", "1s"), "search", "x", "--node", url);
  }

  @Test
  void an_answer_without_end_and_one_that_never_comes_are_given_up() {
    try (var endless =
        new StubNode(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", JSON);
              exchange.sendResponseHeaders(200, 0);
              var blanks = " ".repeat(1 << 16).getBytes(UTF_8);
              try {
                while (true) {
                  exchange.getResponseBody().write(blanks);
                }
              } catch (IOException e) {
                // the client has had enough
              }
            })) {
      var run =
          CommandRun.with(
              Map.of("POTLUCK_OUTBOUND_CALL_TIMEOUT", "20s"),
              "search",
              "x",
              "--node",
              endless.url());
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err()).contains("larger than 8388608 bytes").hasLineCount(1);
    }
    try (var slow =
        new StubNode(
            exchange -> {
              try {
                Thread.sleep(20_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      var run = search(slow, "x");
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err()).contains("no whole answer in time").hasLineCount(1);
    }
  }

  @Test
  void nobody_at_the_port_is_told() {
    int port;
    try (var gone = StubNode.of(200, JSON, "")) {
      port = gone.port();
    }
    var run = at("http://localhost:" + port);
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).startsWith("http://localhost:" + port).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "potluck.example.org",
        "localhost:8080",
        "127.0.0.1:8080",
        "ftp://potluck.example.org",
        "http:///recipes",
        "http://",
        "https://user:password@potluck.example.org",
        "https://potluck.example.org/?q=x",
        "https://potluck.example.org/#x",
        "https://potluck example.org",
        "http://999.999.1.1",
        "",
      })
  void what_is_no_url_of_a_node_is_refused(String url) {
    var run = at(url);
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).startsWith("--node takes the URL of a node").hasLineCount(1);
    assertThat(run.err()).doesNotContain("password");
  }
}
