package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands make of what the search understands, over the embedded seed. */
class SearchCommandAnswersTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path folder;

  @BeforeAll
  static void sync() {
    assertThat(run("sync", "--coops", "catalogue-seed/coops.yaml").status()).isZero();
  }

  private static CommandRun run(String... args) {
    return run(Terminal.NONE, args);
  }

  private static CommandRun run(Terminal terminal, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", folder.toString()));
    return CommandRun.with(terminal, Map.of(), all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "video calls | tidal/jitsi-meet",
        "\"video meetings\" -zoom | tidal/jitsi-meet",
        "git hosting coop:tidal | tidal/gitea",
        "uptimekuma | lantern/uptime-kuma",
        "nextcl | harvest/nextcloud",
        "name:traefik | harvest/traefik",
        "identity coop:lantern | lantern/authentik",
      })
  void the_first_is_what_was_meant(String query, String first) {
    var run = run("search", query);
    assertThat(run.status()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("/")).findFirst().orElse(""))
        .startsWith(first + " ");
  }

  @Test
  void a_corrected_query_is_told() {
    for (var command : List.of("search", "list")) {
      assertThat(run(command, "nextclud").out())
          .startsWith("Showing results for \"nextcloud\".\n")
          .contains("harvest/nextcloud");
    }
  }

  @Test
  void what_was_misread_is_told_apart_from_the_results() {
    var run = run("search", "nextcloud", "status:high");
    assertThat(run.err()).startsWith("Read as plain words: status:high (expected: ");
    assertThat(run.out()).contains("harvest/nextcloud");
  }

  @Test
  void words_are_bold_on_a_terminal() {
    assertThat(run(new Terminal(true, true, 80), "search", "passwords").out())
        .contains("\u001b[1mPasswords\u001b[22m for people and teams");
  }

  @ParameterizedTest
  @CsvSource({
    "nextclud, there is no recipe named nextclud; did you mean nextcloud?",
    "tidal/jitsi, tidal/jitsi is not in this node's catalogue; did you mean tidal/jitsi-meet?",
    "lantern/vaultwarden-x 1.0, ",
    "qqqzzzqqq, there is no recipe named qqqzzzqqq",
  })
  void a_name_that_nothing_has_leads_to_one_that_something_has(String args, String message) {
    var all = new ArrayList<>(List.of("show"));
    all.addAll(List.of(args.split(" ")));
    var run = run(all.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).hasLineCount(1);
    if (message != null) {
      assertThat(run.err()).isEqualTo(message + "\n");
    }
  }
}
