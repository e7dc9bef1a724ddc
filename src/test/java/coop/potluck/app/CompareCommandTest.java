package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code potluck compare}, of a node that answers as this test wants it to. */
class CompareCommandTest {

  private static final Terminal COLOURS = new Terminal(true, true, 80);
  private static final String RECIPE = "/api/v1/recipes/tidal/gitea/compare?";

  private static final String ANSWER =
      """
      {"coop":"tidal","name":"gitea","view":"%s","overlays":["smtp"],
       "from":{"tag":"1.0.0+1.20.5"},"to":{"tag":"2.0.0+1.23.1"},"downgrade":%s,
       "claimed":"minor","computed":"major","disagreement":"The tags promise less.",
       "action":"required","risk":"will_not_deploy",
       "differences":[
        {"aspect":"image","change":"changed","overlay":null,"service":"app","subject":"app",
         "was":"gitea/gitea:1.20.5","is":"gitea/gitea:1.23.1","was_at":"compose.yml:5",
         "is_at":"compose.yml:6","action":"none","risk":"none","because":"A minor step.",
         "step":"minor","fallback":null,"counterpart":null},
        {"aspect":"secret","change":"added","overlay":"smtp","service":null,"subject":"smtp_pw",
         "was":null,"is":"generated","was_at":null,"is_at":"compose.smtp.yml:9",
         "action":"required","risk":"will_not_deploy","because":"Make it first.",
         "step":null,"fallback":null,"counterpart":"mail_pw"},
        {"aspect":"volume","change":"removed","overlay":null,"service":null,"subject":"data",
         "was":"volume","is":null,"was_at":"compose.yml:40","is_at":null,
         "action":"review","risk":"data_loss","because":"What it holds stays behind.",
         "step":null,"fallback":null,"counterpart":null},
        {"aspect":"shape","change":"changed","overlay":null,"service":"db","subject":"round\\u001b[2J",
         "was":"%s","is":"%s","was_at":null,"is_at":null,
         "action":"none","risk":"none","because":"New here.",
         "step":null,"fallback":null,"counterpart":null}],
       "files":[
        {"path":"abra.sh","change":"changed","text":true,
         "diff":"--- a/abra.sh\\n+++ b/abra.sh\\n@@ -1 +1 @@\\n-export A=v1\\n+export A=v2\\u001b[2J\\n","because":null},
        {"path":"compose.yml","change":"changed","text":true,"diff":null,"because":null},
        {"path":"logo.png","change":"added","text":false,"diff":null,"because":"It is no text"},
        {"path":"old.sh","change":"removed","text":true,"diff":null,"because":null}],
       "notes":["An overlay could not be read."]}
      """;

  private static final String MADE = ANSWER.formatted("defaults", "false", "a", "b");

  private static CommandRun compare(Terminal terminal, StubNode node, String... words) {
    var args =
        Stream.of(Stream.of("compare"), Arrays.stream(words), Stream.of("--node", node.url()))
            .flatMap(it -> it)
            .toArray(String[]::new);
    return CommandRun.with(terminal, Map.of("POTLUCK_OUTBOUND_CALL_TIMEOUT", "5s"), args);
  }

  private static CommandRun compare(StubNode node, String... words) {
    return compare(Terminal.NONE, node, words);
  }

  @Test
  void a_comparison_is_grouped_by_what_it_asks_for() {
    try (var node = StubNode.of(200, "application/json", MADE)) {
      var run = compare(node, "tidal/gitea", "1.0.0+1.20.5");
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .isEqualTo(
              """
              tidal/gitea 1.0.0+1.20.5 → 2.0.0+1.23.1
                class: major, claimed by the tags: minor
                The tags promise less.
                at worst: will not deploy

              Required
                compose.smtp.yml:9  secret smtp_pw with overlay smtp  is new: generated  [will not deploy]
                    Make it first.
                    perhaps before mail_pw

              To review
                compose.yml:40  volume data  is gone: volume  [data loss]
                    What it holds stays behind.

              Asks for nothing
                compose.yml:6  image of app  gitea/gitea:1.20.5 → gitea/gitea:1.23.1  (minor)
                shape round\ufffd[2J of db  a → b

              Other files that differ
                compose.yml, old.sh removed

              --- a/abra.sh
              +++ b/abra.sh
              @@ -1 +1 @@
              -export A=v1
              +export A=v2\ufffd[2J

              logo.png: It is no text

              Notes
                An overlay could not be read.
              """);
      assertThat(node.asked).containsExactly(RECIPE + "from=1.0.0%2B1.20.5");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a 2 | from=a&to=2",
        "a latest-minor --overlays postgres,smtp | from=a&to=latest-minor&overlays=postgres%2Csmtp",
        "a --overlays none | from=a&overlays=none",
        "a --abra | from=a&view=abra",
        "a 2 --files abra.sh x/y.tmpl | from=a&to=2&files=abra.sh&files=x%2Fy.tmpl",
        "a --files abra.sh,b --files * | from=a&files=abra.sh&files=b&files=%2A"
      })
  void what_is_wanted_is_asked_for(String words, String question) {
    try (var node = StubNode.of(200, "application/json", MADE)) {
      var run = compare(node, ("tidal/gitea " + words).split(" "));
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(node.asked).containsExactly(RECIPE + question.replace("%2A", "*"));
    }
  }

  @Test
  void a_downgrade_and_another_view_are_told() {
    try (var node =
        StubNode.of(200, "application/json", ANSWER.formatted("overlays", "true", "a", "a"))) {
      assertThat(compare(node, "tidal/gitea", "2", "1").out())
          .contains("a downgrade: ")
          .contains("looked at: compose.yml with smtp\n")
          .contains("of db  has changed\n");
    }
    try (var node =
        StubNode.of(
            200,
            "application/json",
            ANSWER.formatted("abra", "false", "f".repeat(64), "x".repeat(90)))) {
      assertThat(compare(node, "tidal/gitea", "2", "1").out())
          .contains("looked at: all Compose files at the root, as abra merges them\n")
          .contains("of db  ffffffffffff → " + "x".repeat(80) + "…\n");
    }
  }

  @Test
  void colours_are_for_terminals_that_want_them() {
    try (var node = StubNode.of(200, "application/json", MADE)) {
      assertThat(compare(COLOURS, node, "tidal/gitea", "1").out())
          .contains("\u001b[31m-export A=v1\u001b[39m\n")
          .contains("\u001b[32m+export A=v2\ufffd[2J\u001b[39m\n")
          .contains("\u001b[1mRequired\u001b[22m\n")
          .contains("\u001b[31m  [will not deploy]\u001b[39m\n")
          .doesNotContain("\u001b[2J");
      var plain = Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true);
      assertThat(compare(plain, node, "tidal/gitea", "1").out()).doesNotContain("\u001b");
    }
  }

  @Test
  void json_is_the_answer() throws Exception {
    try (var node = StubNode.of(200, "application/json", MADE)) {
      assertThat(NodeReads.JSON.readTree(compare(node, "tidal/gitea", "1", "--json").out()))
          .isEqualTo(NodeReads.JSON.readTree(MADE));
    }
  }

  @Test
  void a_bare_name_is_resolved_by_the_node_and_one_that_is_spelt_almost_so_is_told() {
    var missing =
        "{\"type\":\"urn:potluck:problem:recipe-not-found\",\"detail\":\"tidal/gitae is not here\"}";
    try (var node =
        new StubNode(
            exchange -> {
              var path = exchange.getRequestURI().getPath();
              if (path.endsWith("/names")) {
                StubNode.answer(
                    exchange,
                    200,
                    "application/json",
                    "{\"items\":[{\"name\":\"gitea\",\"coop\":\"tidal\"}]}");
              } else if (path.endsWith("/suggest")) {
                StubNode.answer(
                    exchange,
                    200,
                    "application/json",
                    "{\"items\":[{\"recipe\":{\"coop\":\"tidal\",\"name\":\"gitea\"}}]}");
              } else if (path.contains("/tidal/gitea/")) {
                StubNode.answer(exchange, 200, "application/json", MADE);
              } else {
                StubNode.answer(exchange, 404, "application/problem+json", missing);
              }
            })) {
      assertThat(compare(node, "gitea", "1").out()).startsWith("tidal/gitea 1.0.0");
      assertThat(compare(node, "gitae", "1").err())
          .isEqualTo("there is no recipe named gitae; did you mean gitea?\n");
      var run = compare(node, "tidal/gitae", "1");
      assertThat(run.err()).isEqualTo("tidal/gitae is not here; did you mean tidal/gitea?\n");
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    }
  }

  @Test
  void what_is_no_comparison_is_refused() {
    for (var body : List.of("{\"items\":[]}", "[]", "{\"differences\":{}}", "nothing")) {
      try (var node = StubNode.of(200, "application/json", body)) {
        var run = compare(node, "tidal/gitea", "1");
        assertThat(run.status()).isEqualTo(Main.UNUSABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("there is no Potluck node at ").hasLineCount(1);
      }
    }
  }
}
