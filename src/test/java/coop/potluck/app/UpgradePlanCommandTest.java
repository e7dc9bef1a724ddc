package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code potluck upgrade-plan}, of a node that answers as this test wants it to. */
class UpgradePlanCommandTest {

  private static final Terminal COLOURS = new Terminal(true, true, 80);
  private static final String RECIPE = "/api/v1/recipes/tidal/gitea/upgrade";

  private static final String PLAN =
      """
      {"coop":"tidal","name":"gitea","from":{"tag":"1.0.0+1.20.5"},"to":{"tag":"2.0.0+1.23.1"},
       "verdict":"manual","reasons":["2.0.0+1.23.1 needs a secret"],"claimed":"major",
       "computed":"major","route":["1.1.0+1.21.11","2.0.0+1.23.1"],
       "recommended":"1.1.0+1.21.11","backports":[{"tag":"1.1.1+1.21.12"}],
       "environment":{"add":["# why\\nSECRET_X_VERSION=v1"],"remove":["OLD"],
        "diff":"--- .env\\n+++ .env\\n@@ -0,0 +1,2 @@\\n+# why\\n+SECRET_X_VERSION=v1\\n"},
       "hops":[
        {"from":"1.0.0+1.20.5","to":{"tag":"1.1.0+1.21.11"},"claimed":"minor","computed":"minor",
         "verdict":"safe","note":null,"required":[],
         "environment":{"add":[],"remove":[],"diff":""},"stop":null},
        {"from":"1.1.0+1.21.11","to":{"tag":"2.0.0+1.23.1"},"claimed":"minor","computed":"major",
         "verdict":"manual",
         "note":{"tag":"2.0.0+1.23.1","path":"release/2.0.0+1.23.1","text":"Read this.\\n\\n  Then\\u001b[2J go.\\r\\n"},
         "required":[
          {"aspect":"secret","change":"added","overlay":null,"service":null,"subject":"x",
           "was":null,"is":"generated","was_at":null,"is_at":"compose.yml:9",
           "action":"required","risk":"will_not_deploy","because":"Make it first.",
           "step":null,"fallback":null,"counterpart":null}],
         "environment":{"add":["# why\\nSECRET_X_VERSION=v1"],"remove":["OLD"],"diff":"x"},
         "stop":{"deploy":"1.1.0+1.21.11","because":"The notes say so.","rule":"note","manual":false}}]}
      """;

  private static final String CHECK =
      """
      {"coop":"tidal","name":"gitea","from":{"tag":"1.0.0+1.20.5"},"to":{"tag":"2.0.0+1.23.1"},
       "verdict":"manual",
       "overlays":[{"path":"compose.smtp.yml","known":true},{"path":"compose.old.yml","known":false}],
       "missing":[{"key":"A","line":"A=1","fallback":"1","required":false},
                  {"key":"B","line":"B=","fallback":null,"required":true}],
       "unknown":[{"key":"OLD","was":true},{"key":"NEVER","was":false}],
       "secrets":[{"name":"x","version":"v1","generate":true,"length":32,"charset":null,
                   "command":"abra app secret generate DOMAIN x v1"}],
       "pinned":[{"key":"APP_VERSION","service":"app"}],
       "differences":[],
       "patch":{"add":["B="],"remove":["OLD"],"diff":"--- .env\\n+++ .env\\n@@ -1 +1 @@\\n-OLD=…\\n+B=\\n"}}
      """;

  private static final String UP_TO_DATE =
      """
      {"coop":"tidal","name":"gitea","from":{"tag":"2.0.0+1"},"to":{"tag":"2.0.0+1"},
       "verdict":"safe","reasons":[],"claimed":"none","computed":"none","route":[],
       "recommended":null,"backports":[],"environment":{"add":[],"remove":[],"diff":""},"hops":[]}
      """;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private static StubNode node() {
    return new StubNode(
        exchange ->
            StubNode.answer(
                exchange,
                200,
                "application/json",
                exchange.getRequestURI().getPath().endsWith("/check") ? CHECK : PLAN));
  }

  private static String[] args(StubNode node, String... words) {
    return Stream.of(
            Stream.of("upgrade-plan"), Arrays.stream(words), Stream.of("--node", node.url()))
        .flatMap(it -> it)
        .toArray(String[]::new);
  }

  private static CommandRun plan(StubNode node, String... words) {
    return CommandRun.of(args(node, words));
  }

  private String env(String text) throws Exception {
    return Files.writeString(folder.resolve("git.example.org.env"), text).toString();
  }

  @Test
  void a_plan_is_the_hops_with_notes_stops_and_what_must_be_done() {
    try (var node = node()) {
      var run = plan(node, "tidal/gitea", "1.0.0+1.20.5");
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out())
          .isEqualTo(
              """
              tidal/gitea 1.0.0+1.20.5 → 2.0.0+1.23.1: manual
                because 2.0.0+1.23.1 needs a secret
                class: major, claimed by the tags: major
                deploy, one after the other: 1.1.0+1.21.11, 2.0.0+1.23.1
                recommended: 1.1.0+1.21.11
                kept up beside it: 1.1.1+1.21.12

              1.1.0+1.21.11  minor  safe
                notes: none written

              2.0.0+1.23.1  major (claimed: minor)  manual
                stop: deploy 1.1.0+1.21.11 first: The notes say so.
                compose.yml:9  secret x  is new: generated  [will not deploy]
                    Make it first.
                .env: add SECRET_X_VERSION=v1; remove OLD
                notes:
                  Read this.

                    Then\ufffd[2J go.

              What the .env of an app needs for the whole way
                --- .env
                +++ .env
                @@ -0,0 +1,2 @@
                +# why
                +SECRET_X_VERSION=v1
              """);
      assertThat(node.asked).containsExactly(RECIPE + "?from=1.0.0%2B1.20.5");
      assertThat(node.sent).isEmpty();
    }
  }

  @Test
  void a_file_is_sent_to_the_node_that_was_named_and_what_it_needs_is_shown() throws Exception {
    var file = env("TYPE=gitea:1.0.0+1.20.5\nPASSWORD=do-not-show\n");
    try (var node = node()) {
      var run = plan(node, "tidal/gitea", "--env", file);
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out())
          .startsWith("tidal/gitea 1.0.0+1.20.5 → 2.0.0+1.23.1: manual\n")
          .doesNotContain("do-not-show")
          .endsWith(
              """

              For %s: manual
                overlay compose.smtp.yml
                overlay compose.old.yml, which is there no more

              Secrets to make first
                abra app secret generate DOMAIN x v1

              Keys that it lacks
                A; without it: "1"
                B, which is required

              Keys that mean nothing there
                OLD, which meant something until now
                NEVER

              Keys that choose an image in place of the recipe
                APP_VERSION: that of app

              Patch
                --- .env
                +++ .env
                @@ -1 +1 @@
                -OLD=…
                +B=
              """
                  .formatted(file));
      assertThat(node.asked)
          .containsExactly(RECIPE + "/check", RECIPE + "?from=1.0.0%2B1.20.5&to=2.0.0%2B1.23.1");
      assertThat(node.sent).containsExactly("TYPE=gitea:1.0.0+1.20.5\nPASSWORD=do-not-show\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | ?from=a",
        "a latest-patch | ?from=a&to=latest-patch",
        "latest-minor | ?to=latest-minor",
        "latest | ?to=latest",
        "a b | ?from=a&to=b"
      })
  void with_a_file_the_version_may_be_left_out(String words, String question) throws Exception {
    var file = env("TYPE=gitea:1\n");
    try (var node = node()) {
      var all = ("tidal/gitea " + words + " --env " + file).split(" ");
      assertThat(plan(node, all).status()).isZero();
      assertThat(node.asked.get(0)).isEqualTo(RECIPE + "/check" + question);
    }
  }

  @Test
  void standard_input_will_do_and_json_is_the_answer_of_the_check() throws Exception {
    try (var node = node()) {
      var run = CommandRun.fed("TYPE=x:1\n", args(node, "tidal/gitea", "--env", "-", "--json"));
      assertThat(NodeReads.JSON.readTree(run.out())).isEqualTo(NodeReads.JSON.readTree(CHECK));
      assertThat(node.sent).containsExactly("TYPE=x:1\n");
      assertThat(NodeReads.JSON.readTree(plan(node, "tidal/gitea", "1", "--json").out()))
          .isEqualTo(NodeReads.JSON.readTree(PLAN));
    }
  }

  @Test
  void where_the_latest_is_installed_there_is_nothing_to_do() {
    try (var node = StubNode.of(200, "application/json", UP_TO_DATE)) {
      assertThat(plan(node, "tidal/gitea", "2.0.0+1").out())
          .isEqualTo("tidal/gitea 2.0.0+1 → 2.0.0+1: safe\n  there is nothing to upgrade\n");
    }
  }

  @Test
  void verdicts_have_colours_on_a_terminal() {
    try (var node = node()) {
      var run = CommandRun.with(COLOURS, Map.of(), args(node, "tidal/gitea", "1"));
      assertThat(run.out())
          .contains("\u001b[32msafe\u001b[39m", "\u001b[31mmanual\u001b[39m")
          .doesNotContain("\u001b[2J");
    }
  }

  @Test
  void a_file_that_cannot_be_used_is_sent_nowhere() throws Exception {
    var large = env("A=" + "x".repeat(2 << 20));
    try (var node = node()) {
      for (var wrong :
          List.of(
              List.of(folder.resolve("none").toString(), "there is no file "),
              List.of(folder.toString(), " is a folder"),
              List.of(large, " has more than "))) {
        var run = plan(node, "tidal/gitea", "--env", wrong.get(0));
        assertThat(run.status()).isEqualTo(Main.UNUSABLE);
        assertThat(run.err()).contains(wrong.get(1)).hasLineCount(1);
      }
      var run = plan(node, "tidal/gitea");
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err()).startsWith("FROM is missing").contains("Try: potluck upgrade-plan");
      assertThat(node.asked).isEmpty();
    }
  }

  @Test
  void a_file_is_not_sent_on_to_another_host() throws Exception {
    var file = env("PASSWORD=do-not-show\n");
    try (var other = node();
        var node =
            new StubNode(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", other.url() + "/x");
                  exchange.sendResponseHeaders(307, -1);
                })) {
      var run = plan(node, "tidal/gitea", "--env", file);
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err()).contains("which was not named").doesNotContain("do-not-show");
      assertThat(other.asked).isEmpty();
    }
  }
}
