package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code potluck search} of the embedded seed, in a data folder and of the node that serves it. */
class SearchCommandTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static RunningNode node;

  @BeforeAll
  static void start() {
    node = new RunningNode(folder.resolve("data"), Path.of("catalogue-seed/coops.yaml"), Map.of());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static CommandRun search(List<String> words, String... more) {
    var all = new ArrayList<>(List.of("search"));
    all.addAll(words);
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static CommandRun here(String... words) {
    return search(List.of(words), "--data", folder.resolve("data").toString());
  }

  private static CommandRun there(String... words) {
    return search(List.of(words), "--node", node.url + "/");
  }

  @Test
  void several_arguments_are_one_query() {
    var run = here("video", "meetings");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            NAME              LATEST             STATUS  WHAT IT IS
            tidal/jitsi-meet  2.1.0+stable-9646  3       Video meetings in the browser
            """);
    assertThat(here("video meetings").out()).isEqualTo(run.out());
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gitea, harvest/gitea, tidal/gitea",
    "chat, tidal/mattermost, tidal/matrix-synapse",
    "hedgedoc, tidal/hedgedoc, tidal/hedgedoc",
  })
  void a_node_far_away_answers_what_its_data_folder_does(String word, String one, String other) {
    var here = here(word);
    assertThat(here.out()).contains(one, other);
    assertThat(there(word)).isEqualTo(here);
  }

  @Test
  void json_is_the_whole_answer_of_the_interface() throws Exception {
    var here = NodeReads.JSON.readTree(here("gitea", "--json").out());
    assertThat(here.path("items").findValuesAsText("name")).contains("gitea");
    for (var member : List.of("total", "next", "matching", "did_you_mean", "warnings", "facets")) {
      assertThat(here.has(member)).as(member).isTrue();
    }
    assertThat(NodeReads.JSON.readTree(there("gitea", "--json").out())).isEqualTo(here);
    assertThat(node.json("/api/v1/recipes?q=gitea&limit=10")).isEqualTo(here);
  }

  @Test
  void the_first_ten_are_shown_unless_another_number_is_wanted() {
    var ten = here("a");
    assertThat(ten.out().lines().toList())
        .hasSize(12)
        .last()
        .asString()
        .matches("10 of 1\\d recipes; more: --all");
    var all = here("a", "--all");
    assertThat(all.out().lines().count()).isGreaterThan(11);
    assertThat(all.out()).doesNotContain(" recipes; more");
    assertThat(there("a", "--all")).isEqualTo(all);
    assertThat(there("a", "--limit", "2").out().lines()).hasSize(4);
  }

  @Test
  void filters_narrow_and_sort_what_is_found() {
    assertThat(here("gitea", "--coop", "tidal").out())
        .contains("tidal/gitea")
        .doesNotContain("harvest/gitea");
    assertThat(
            here(
                    "gitea",
                    "--image",
                    "postgres",
                    "--min-status",
                    "4",
                    "--category",
                    "development",
                    "--needs",
                    "traefik",
                    "--sort",
                    "updated")
                .out()
                .lines())
        .hasSize(2);
    assertThat(here("gitea", "--privilege", "host_network").out())
        .isEqualTo("No recipe matches \"gitea\".\n");
    assertThat(here("gitea", "--feature", "sso").status()).isZero();
    for (var none :
        List.of(
            List.of("--end-of-life", "fortran 77"),
            List.of("--end-of-life", "any", "--end-of-life", "fortran"),
            List.of("--designation", "unstable", "--sort", "computed_status"),
            List.of("--min-computed-status", "5", "--coop", "tidal"))) {
      var run = here(Stream.concat(Stream.of("gitea"), none.stream()).toArray(String[]::new));
      assertThat(run.out()).as(run.err()).isEqualTo("No recipe matches \"gitea\".\n");
    }
  }

  @Test
  void nothing_found_is_no_failure() {
    var run = here("qqqzzzqqq", "\u001b[2J");
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo("No recipe matches \"qqqzzzqqq \ufffd[2J\".\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wiki -zoom", "wiki -hedgedoc", "-V2", "-", "\"", "* ( ) ; %"})
  void a_query_may_begin_with_a_dash_or_hold_anything(String line) {
    var run = here(line.split(" "));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isNotEmpty().doesNotContain("Usage:").doesNotStartWith("potluck ");
  }

  @Test
  void what_stands_after_two_dashes_is_no_option() {
    var run =
        search(List.of("--data", folder.resolve("data").toString()), "--", "-h", "--data", "x");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("Usage:");
  }

  @Test
  void what_cannot_be_asked_is_told_in_a_line() {
    for (var args :
        List.of(
            List.of("x".repeat(201)),
            List.of("wiki", "--limit", "0"),
            List.of("wiki", "--limit", "-1"),
            List.of("wiki", "--sort", "colour"),
            List.of("wiki", "--min-status", "6"),
            List.of("wiki", "--min-computed-status", "6"),
            List.of("wiki", "--designation", "best"),
            List.of("wiki", "--feature", "wings"))) {
      for (var run : List.of(search(args, "--node", node.url), here(args.toArray(String[]::new)))) {
        assertThat(run.status()).as(args.toString()).isEqualTo(Main.UNUSABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1);
      }
    }
    var both = here("wiki", "--all", "--limit", "3");
    assertThat(both.status()).isEqualTo(Main.UNUSABLE);
    assertThat(both.err()).contains("--limit", "--all", "mutually exclusive");
  }

  @Test
  void a_folder_without_a_catalogue_is_told(@TempDir Path other) {
    var run = search(List.of("wiki"), "--data", other.resolve("none").toString());
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("there is no catalogue in");
    assertThat(Files.exists(other.resolve("none"))).isFalse();
    assertThat(search(List.of("gitea"), "--node", node.url, "--data", "/none").status()).isZero();
  }
}
