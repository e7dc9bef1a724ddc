package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, in real shells. */
class CompletionTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @BeforeEach
  void script() throws Exception {
    var run = CommandRun.of("completion");
    assertThat(run.status()).isZero();
    Files.writeString(folder.resolve("completion"), run.out());
  }

  private String shell(String... command) throws Exception {
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  /** What bash offers after these words, the last of which is unfinished. */
  private String offered(String... words) throws Exception {
    return shell(
        "bash",
        "-c",
        "source completion; COMP_WORDS=("
            + String.join(" ", words)
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_potluck 2>/dev/null;"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"");
  }

  @Test
  void bash_can_read_it() throws Exception {
    assertThat(shell("bash", "-n", "completion")).isEmpty();
  }

  @Test
  void bash_completes_commands_and_options() throws Exception {
    assertThat(offered("potluck", "s").lines())
        .containsExactlyInAnyOrder("serve", "sync", "search", "show");
    assertThat(offered("potluck", "check").lines()).containsExactly("check-config");
    assertThat(offered("potluck", "list", "--mi").lines())
        .containsExactlyInAnyOrder("--min-status", "--min-computed-status");
    assertThat(offered("potluck", "search", "wiki", "--n").lines())
        .containsExactlyInAnyOrder("--needs", "--node");
    assertThat(offered("potluck", "search", "wiki", "--sort", "''").lines())
        .containsExactlyInAnyOrder("relevance", "name", "updated", "status", "computed_status");
    assertThat(offered("potluck", "up").lines())
        .containsExactlyInAnyOrder("upgrade-plan", "updates");
    assertThat(offered("potluck", "comp").lines())
        .containsExactlyInAnyOrder("compare", "completion");
    assertThat(offered("potluck", "compare", "gitea", "--o").lines()).containsExactly("--overlays");
    assertThat(offered("potluck", "lint", ".", "--s").lines()).containsExactly("--strict");
    assertThat(offered("potluck", "list", "--feature", "s").lines()).containsExactly("sso");
    assertThat(offered("potluck", "list", "--designation", "s").lines()).containsExactly("stable");
  }

  @Test
  void zsh_reads_it_too() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/zsh")) || Files.isExecutable(Path.of("/bin/zsh")),
        "zsh is not installed");
    assertThat(shell("zsh", "-c", "source ./completion && echo read")).contains("read");
  }
}
