package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckConfigCommandTest {

  private static final String TOKEN = "a-token-that-is-long-enough";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void what_is_in_force_is_printed_with_its_origins_and_reads_back_as_the_same() throws Exception {
    file("token", TOKEN + "\n");
    var environment = Map.of("POTLUCK_MIRROR_PARALLEL", "3");
    var config =
        file(
            "potluck.yaml",
            """
            data: keep
            admin:
              token_file: token
            http:
              port: 9000
              public_url: https://recipes.example
            outbound:
              allow: [git.internal, 10.0.0.0/8]
            """);
    var run = CommandRun.with(environment, "check-config", "--config", config);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .doesNotContain(TOKEN)
        .contains("data: " + folder.resolve("keep") + "  # " + config + ":1\n")
        .contains("  # token: \"***\"  # " + config + ":3\n")
        .contains("  port: 9000  # " + config + ":5\n")
        .contains("  parallel: 3  # POTLUCK_MIRROR_PARALLEL\n")
        .contains("  threads: 32\n")
        .contains("# Co-ops of catalogue-seed/coops.yaml, in the order of precedence:\n");

    var again = file("again.yaml", run.out());
    assertThat(Config.read(Path.of(again), Map.of(), Map.of()))
        .isInstanceOf(ConfigResult.Loaded.class)
        .isEqualTo(Config.read(Path.of(config), environment, Map.of()));
  }

  @Test
  void a_secret_of_a_variable_reads_back_by_the_name_of_the_variable() throws Exception {
    var environment = Map.of("ADMIN", TOKEN);
    var config = file("potluck.yaml", "admin: {token_env: ADMIN}\n");
    var run = CommandRun.with(environment, "check-config", "--config", config);
    assertThat(run.out()).contains("  token_env: ADMIN\n").doesNotContain(TOKEN);
    assertThat(Config.read(Path.of(file("again.yaml", run.out())), environment, Map.of()))
        .isEqualTo(Config.read(Path.of(config), environment, Map.of()));
  }

  @Test
  void tokens_of_coops_are_stars() throws Exception {
    var coops =
        file(
            "coops.yaml",
            """
            coops:
              - id: one
                hook_secret_env: HOOK
                sources:
                  - forge: {kind: gitlab, url: "https://git.one.example", org: recipes, token_env: T}
                  - directory: here
                    publish: false
            """);
    var run =
        CommandRun.with(
            Map.of("HOOK", "hush-hook", "T", "hush-token"), "check-config", "--coops", coops);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("#   one (one), webhooks signed with ***\n")
        .contains("#     one-1: gitlab https://git.one.example, recipes, token ***\n")
        .contains("#     one-2: directory " + folder.resolve("here") + ", not published\n")
        .doesNotContain("hush");
  }

  @Test
  void all_mistakes_are_told_at_once_with_lines_and_suggestions() throws Exception {
    var config = file("potluck.yaml", "http:\n  prot: 1\n  threads: many\nmirorr: {}\n");
    var run = CommandRun.of("check-config", "--config", config);
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err())
        .contains(config + ":2 http.prot: unknown key prot; did you mean port?")
        .contains(config + ":3 http.threads: a whole number, not many")
        .contains(config + ":4 mirorr: unknown key mirorr; did you mean mirror?");
  }

  @Test
  void a_file_of_dates_that_cannot_be_read_is_told_with_its_lines() throws Exception {
    var dates = file("dates.txt", "product Fridge\nimages fridge\n1 some day\n2 2024-02-31\n");
    var config = file("potluck.yaml", "end_of_life: dates.txt\nhttp: {prot: 1}\n");
    for (var command : new String[] {"check-config", "sync", "list"}) {
      var run = CommandRun.of(command, "--config", config);
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err())
          .contains(dates + ":3")
          .contains(dates + ":4")
          .contains("did you mean port?");
    }
    file("potluck.yaml", "end_of_life: nowhere.txt\n");
    assertThat(CommandRun.of("check-config", "--config", config).err())
        .contains(folder.resolve("nowhere.txt") + ": there is no such file");
    file("potluck.yaml", "end_of_life: .\n");
    assertThat(CommandRun.of("check-config", "--config", config).err())
        .contains(folder + ": the file cannot be read");
  }

  @Test
  void an_operators_file_of_dates_is_in_force() throws Exception {
    var dates = file("dates.txt", "product Fridge\nimages fridge\n1 2024-02-29\n");
    var config = file("potluck.yaml", "end_of_life: dates.txt\n");
    var run = CommandRun.of("check-config", "--config", config);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("end_of_life: " + dates + "  # " + config + ":1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalogue-seed/coops.yaml", "catalogue-seed/coops.live.yaml"})
  void the_files_that_come_with_it_are_right(String coops) {
    var run = CommandRun.of("check-config", "--coops", coops);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("#   \\w+ \\(");
  }
}
