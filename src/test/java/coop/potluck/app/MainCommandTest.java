package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "sync",
        "search",
        "list",
        "show",
        "compare",
        "upgrade-plan",
        "updates",
        "lint",
        "problems",
        "reindex",
        "check-config",
        "version",
        "completion"
      })
  void every_command_helps_with_examples_and_says_its_version(String command) {
    var help = CommandRun.of(command, "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).startsWith("Usage: potluck " + command).containsPattern("Examples?:");
    assertThat(help.out().lines().filter(line -> line.matches(".*potluck " + command + ".*")))
        .hasSizeGreaterThan(1);
    assertThat(help.out()).doesNotContain("stop-when-ready");
    assertThat(CommandRun.of(command, "--version").out()).startsWith("potluck ");
  }

  @Test
  void the_program_helps_with_examples() {
    var help = CommandRun.of("--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("Examples:", "potluck serve", "check-config", "Exit status:");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "serv, unknown command serv; did you mean serve?",
        "list --jsn, unknown option --jsn; did you mean --json?",
        "list --cop=x, unknown option --cop=x; did you mean --coop?",
        "list --qqqqqqqq, unknown option --qqqqqqqq",
        "--verison, unknown option --verison; did you mean --version?",
        "show a 1 b, one argument too many: b",
        "search, Missing required parameter: 'QUERY'",
        "search wiki --jsn, unknown option --jsn; did you mean --json?",
        "search wiki --needed=x, unknown option --needed=x; did you mean --needs?",
        "search -h, unknown option -h",
        "search wiki --limit ten, Invalid value for option '--limit': 'ten' is not an int",
        "show, Missing required parameter: 'RECIPE'",
        "compare, \"Missing required parameters: 'RECIPE', 'FROM'\"",
        "compare gitea, Missing required parameter: 'FROM'",
        "compare gitea a b c, one argument too many: c",
        "compare gitea a --overlay x, unknown option --overlay; did you mean --overlays?",
        "compare gitea a --files, Missing required parameter for option '--files' at index 0 (PATH)",
        "upgrade-plan, Missing required parameter: 'RECIPE'",
        "upgrade-plan gitea, \"FROM is missing: what is installed, or --env FILE that says it\"",
        "upgrade-plan gitea a --evn x, unknown option --evn; did you mean --env?",
        "updates, \"Nothing is named: RECIPE@VERSION, or --env FILE\"",
        "updates --env, Missing required parameter for option '--env' at index 0 (FILE)",
        "lint . --strikt, unknown option --strikt; did you mean --strict?",
        "lint . --rule, Missing required parameter for option '--rule' (ID)",
        "serve --port abc, Invalid value for option '--port': 'abc' is not an int"
      })
  void a_mistake_is_one_line_with_what_was_meant(String line, String message) {
    var run = CommandRun.of(line.split(" "));
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(2).first().isEqualTo(message);
    assertThat(run.err()).contains("Try: potluck ").contains("--help");
  }

  @ParameterizedTest
  @CsvSource({
    "--colour, potluck --help",
    "sync --evn, potluck sync --help",
    "peer add, potluck peer add --help",
    "log show --evn, potluck log show --help"
  })
  void a_mistake_names_the_help_that_there_is(String line, String help) {
    assertThat(CommandRun.of(line.split(" ")).err().lines()).last().isEqualTo("Try: " + help);
  }

  @Test
  void no_command_at_all_is_a_mistake() {
    var run = CommandRun.of();
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("A command is missing.");
  }

  @Test
  void help_has_colours_on_a_terminal_alone_and_not_where_nobody_wants_them() {
    var wanted = Terminal.of(Map.of("TERM", "xterm"), true);
    var plain = Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true);
    assertThat(CommandRun.with(wanted, Map.of(), "--help").out()).contains("\u001b[");
    for (var terminal : List.of(plain, Terminal.NONE)) {
      assertThat(CommandRun.with(terminal, Map.of(), "--help").out()).doesNotContain("\u001b");
    }
    assertThat(plain.interactive()).isTrue();
    assertThat(Terminal.of(Map.of("TERM", "dumb"), true)).isEqualTo(Terminal.NONE);
    assertThat(Terminal.of(Map.of("TERM", "xterm"), false)).isEqualTo(Terminal.NONE);
    assertThat(Terminal.of(Map.of("COLUMNS", "132"), true).columns()).isEqualTo(132);
  }
}
