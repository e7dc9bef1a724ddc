package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.mirror.GitCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recipe whose repository was renamed, asked for in a data folder by the name that it had. */
class FormerNameTest {

  private static final String FIRST = "1.0.0+2.0";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path folder;

  @BeforeAll
  static void rename() throws Exception {
    var repositories = Files.createDirectory(folder.resolve("repositories"));
    make(Files.createDirectory(repositories.resolve("chat")), FIRST, "1.1.0+2.1");
    make(Files.createDirectory(repositories.resolve("wiki")), "3.0.0+1");
    Files.writeString(
        folder.resolve("coops.yaml"),
        "coops: [{id: harvest, sources: [{directory: repositories}]}]\n");
    sync();
    Files.move(repositories.resolve("chat"), repositories.resolve("talk"));
    sync(); // the first look at which it is gone, and the one that confirms it
    sync();
  }

  private static void make(Path repository, String... versions) throws Exception {
    git(repository, "init", "-q", "-b", "main");
    Files.writeString(repository.resolve(".env.sample"), "TYPE=app\nDOMAIN=app.example.com\n");
    for (var version : versions) {
      Files.writeString(
          repository.resolve("compose.yml"),
          """
          services:
            app:
              image: org/app:%s
              deploy:
                labels: ["coop-cloud.${STACK_NAME}.version=%s"]
          """
              .formatted(version.substring(version.indexOf('+') + 1), version));
      git(repository, "add", "-A");
      git(repository, "commit", "-q", "-m", "release");
      git(repository, "tag", "-a", "-m", "publish", version);
    }
  }

  private static void git(Path repository, String... command) throws Exception {
    var robin = Stream.of("git", "-c", "user.name=Robin", "-c", "user.email=r@harvest.example");
    GitCommand.run(repository, Stream.concat(robin, Arrays.stream(command)).toArray(String[]::new));
  }

  private static void sync() {
    var run =
        CommandRun.with(
            Map.of("POTLUCK_CATALOGUE_CONFIRM_AFTER", "0s"),
            "sync",
            "--data",
            folder.resolve("data").toString(),
            "--coops",
            folder.resolve("coops.yaml").toString());
    assertThat(run.status()).as(run.out() + run.err()).isZero();
  }

  private static CommandRun here(String line) {
    var data = Stream.of("--data", folder.resolve("data").toString());
    return CommandRun.of(
        Stream.concat(Arrays.stream(line.split(" ")), data).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "harvest/chat"})
  void every_command_about_a_recipe_goes_on_with_what_it_is_now(String name) {
    for (var line :
        new String[] {
          "show %s",
          "show %s 1.0.0+2.0",
          "compare %s 1.0.0+2.0",
          "upgrade-plan %s 1.0.0+2.0",
          "lint %s",
          "updates %s@1.0.0+2.0",
        }) {
      var run = here(line.formatted(name));
      assertThat(run.status()).as(line + run.err()).isNotEqualTo(Main.UNUSABLE);
      assertThat(run.out()).as(line).contains("harvest/talk").doesNotContain("problem");
    }
    assertThat(here("compare " + name + " " + FIRST).out()).contains("org/app:2.0 → org/app:2.1");
    assertThat(here("updates " + name + "@" + FIRST).out()).contains("1.1.0+2.1");
  }

  @Test
  void an_operator_s_file_may_say_the_former_name() throws Exception {
    var file = Files.writeString(folder.resolve("chat.env"), "TYPE=chat:" + FIRST + "\n");
    var plan = here("upgrade-plan harvest/chat --env " + file);
    assertThat(plan.status()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("harvest/talk " + FIRST + " → 1.1.0+2.1");
    var updates = here("updates --env " + file);
    assertThat(updates.out()).contains("harvest/talk").contains("1.1.0+2.1");
  }
}
