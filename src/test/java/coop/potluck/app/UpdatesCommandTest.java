package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code potluck updates}, of a node that answers as this test wants it to. */
class UpdatesCommandTest {

  private static final String NEWER =
      """
      {"installed":"x","coop":"tidal","name":"gitea","version":"1.0.0+1.20.5","newer":3,
       "latest":"2.0.0+1.23.1","latest_minor":"1.2.0+1.22.2","latest_patch":null,
       "claimed":"major","computed":"major","verdict":"manual","notes":["2.0.0+1.23.1"],
       "automatic":"1.1.0+1.21.11","problem":null}
      """;
  private static final String LATEST =
      """
      {"installed":"y","coop":"tidal","name":"hedgedoc","version":"1.3.0+1.10.3","newer":0,
       "latest":null,"latest_minor":null,"latest_patch":null,"claimed":null,"computed":"none",
       "verdict":"safe","notes":[],"automatic":null,"problem":null}
      """;
  private static final String UNKNOWN =
      """
      {"installed":"z","coop":null,"name":null,"version":null,"newer":null,"latest":null,
       "latest_minor":null,"latest_patch":null,"claimed":null,"computed":null,"verdict":null,
       "notes":[],"automatic":null,
       "problem":{"type":"t","title":"T","status":404,"detail":"No recipe is called z\\u001b[2J"}}
      """;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private static StubNode node(String... items) {
    return StubNode.of(200, "application/json", "{\"items\":[" + String.join(",", items) + "]}");
  }

  private static String[] args(StubNode node, String... words) {
    return Stream.of(Stream.of("updates", "--node", node.url()), Arrays.stream(words))
        .flatMap(it -> it)
        .toArray(String[]::new);
  }

  private static CommandRun updates(StubNode node, String... words) {
    return CommandRun.of(args(node, words));
  }

  private String env(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void what_is_newer_is_a_table_and_no_failure() {
    try (var node = node(NEWER, LATEST)) {
      var run = updates(node, "gitea@1.0.0+1.20.5", "tidal/hedgedoc@1.3.0+1.10.3");
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out())
          .isEqualTo(
              """
              INSTALLED                    RECIPE          VERSION       LATEST              NEWER  CLASS  TAKES   NOTES  BY MACHINE
              gitea@1.0.0+1.20.5           tidal/gitea     1.0.0+1.20.5  2.0.0+1.23.1        3      major  manual  1      1.1.0+1.21.11
              tidal/hedgedoc@1.3.0+1.10.3  tidal/hedgedoc  1.3.0+1.10.3  that is the latest
              """);
      assertThat(node.asked).containsExactly("/api/v1/updates");
      assertThat(node.sent)
          .containsExactly(
              "{\"installed\":[\"gitea@1.0.0+1.20.5\",\"tidal/hedgedoc@1.3.0+1.10.3\"]}");
    }
  }

  @Test
  void of_files_nothing_is_sent_but_what_is_installed() throws Exception {
    var one = env("git.example.org.env", "TYPE=gitea:1.0.0+1.20.5\nPASSWORD=do-not-show\n");
    var two = env("pad.example.org.env", "# pad\nexport TYPE=\"hedgedoc:1.3.0+1.10.3\"\n");
    try (var node = node(NEWER, LATEST)) {
      var run = updates(node, "--env", one, two);
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out().lines().skip(1))
          .satisfiesExactly(
              line -> assertThat(line).startsWith("git.example.org  tidal/gitea "),
              line -> assertThat(line).startsWith("pad.example.org  tidal/hedgedoc "));
      assertThat(node.sent)
          .containsExactly("{\"installed\":[\"gitea@1.0.0+1.20.5\",\"hedgedoc@1.3.0+1.10.3\"]}");
    }
  }

  @Test
  void a_file_that_names_no_version_is_left_out_and_told() throws Exception {
    var file = env("a.env", "TYPE=gitea\nDOMAIN=x\n");
    try (var node = node(NEWER)) {
      var run = updates(node, "gitea@1", "--env", file);
      assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
      assertThat(run.err()).isEqualTo(file + " says no TYPE=NAME:VERSION, so it is left out\n");
      assertThat(node.sent).containsExactly("{\"installed\":[\"gitea@1\"]}");
      assertThat(updates(node, "--env", file).out()).isEmpty();
      assertThat(node.sent).hasSize(1);
    }
  }

  @Test
  void what_nobody_knows_is_told_below_the_rest() {
    try (var node = node(UNKNOWN, NEWER)) {
      var run = updates(node, "z@1", "gitea@1.0.0+1.20.5");
      assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
      assertThat(run.out()).endsWith("\nz@1: No recipe is called z\ufffd[2J\n");
    }
    try (var node = node(UNKNOWN)) {
      assertThat(updates(node, "z@1").out()).isEqualTo("z@1: No recipe is called z\ufffd[2J\n");
    }
  }

  @Test
  void json_is_the_answer_and_standard_input_will_do() throws Exception {
    try (var node = node(NEWER)) {
      var run = CommandRun.fed("TYPE=gitea:1\n", args(node, "--json", "--env", "-"));
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(NodeReads.JSON.readTree(run.out()).at("/items/0"))
          .isEqualTo(NodeReads.JSON.readTree(NEWER));
    }
  }

  @Test
  void what_cannot_be_asked_is_told() {
    var run = CommandRun.of("updates");
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).startsWith("Nothing is named").contains("Try: potluck updates --help");
    try (var node = node(NEWER)) {
      assertThat(updates(node, "a@1", "b@1").err())
          .isEqualTo("the node does not answer for all that it was asked\n");
      assertThat(updates(node, "--env", "/nowhere/a.env").err())
          .isEqualTo("there is no file /nowhere/a.env\n");
    }
  }
}
