package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

/**
 * The commands about versions, of the embedded seed: in a data folder, and of the node that serves
 * it.
 */
class UpgradeCommandsSeedTest {

  private static final String SECRET = "nobody-may-repeat-this";

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

  private static CommandRun run(String line, String... more) {
    var all = new ArrayList<>(List.of(line.split(" ")));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static CommandRun here(String line) {
    return run(line, "--data", folder.resolve("data").toString());
  }

  private static CommandRun there(String line) {
    return run(line, "--node", node.url);
  }

  private static String env() throws Exception {
    var text =
        """
        TYPE=gitea:1.2.0+1.22.2
        DOMAIN=git.example.org
        COMPOSE_FILE="compose.yml:compose.oauth.yml"
        OAUTH_NAME=%s
        OLD_KEY=%s
        """;
    return Files.writeString(folder.resolve("git.example.org.env"), text.formatted(SECRET, SECRET))
        .toString();
  }

  @Test
  void a_comparison_is_the_same_here_and_there() {
    var run = here("compare tidal/gitea 1.2.0+1.22.2 2.0.0+1.23.1 --files compose.yml");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("tidal/gitea 1.2.0+1.22.2 → 2.0.0+1.23.1\n  class: major, claimed")
        .containsSubsequence(
            "\nRequired\n",
            "image of db  postgres:13.16-alpine → postgres:16.6-alpine  (major)  [data loss]",
            "\nTo review\n",
            "volume postgres  is gone: volume  [data loss]",
            "perhaps now postgres16",
            "\nAsks for nothing\n",
            "image of app  gitea/gitea:1.22.2 → gitea/gitea:1.23.1  (minor)",
            "--- a/compose.yml\n+++ b/compose.yml\n@@ ",
            "-    image: postgres:13.16-alpine\n+    image: postgres:16.6-alpine\n");
    assertThat(there("compare tidal/gitea 1.2.0+1.22.2 2.0.0+1.23.1 --files compose.yml"))
        .isEqualTo(run);
    assertThat(here("compare tidal/gitea 2.0.0+1.23.1 1.2.0+1.22.2").out()).contains("a downgrade");
    assertThat(here("compare gitea 2.2.0+1.22.3-rootless").out())
        .startsWith("harvest/gitea 2.2.0+1.22.3-rootless → 2.2.0+1.22.3-rootless\n")
        .contains("nothing differs");
  }

  @Test
  void a_plan_is_the_same_here_and_there() throws Exception {
    var run = here("upgrade-plan gitea 1.14.1-rootless");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("harvest/gitea 1.14.1-rootless → 2.2.0+1.22.3-rootless: manual\n")
        .containsSubsequence(
            "recommended: 1.0.0+1.15.0-rootless\n",
            "\n2.0.0+1.18.5-rootless  major  manual\n",
            "secret lfs_jwt  is new: generated  [will not deploy]",
            "  .env: add SECRET_LFS_JWT_VERSION=v1 # length=43\n",
            "Large files (LFS) need a secret of their own.",
            "+SECRET_LFS_JWT_VERSION=v1 # length=43\n");
    assertThat(there("upgrade-plan gitea 1.14.1-rootless")).isEqualTo(run);
    var json = NodeReads.JSON.readTree(here("upgrade-plan gitea 1.14.1-rootless --json").out());
    assertThat(json)
        .isEqualTo(node.json("/api/v1/recipes/harvest/gitea/upgrade?from=1.14.1-rootless"));
    assertThat(here("upgrade-plan gitea 1.14.1-rootless latest-patch").out())
        .startsWith("harvest/gitea 1.14.1-rootless → 1.14.1-rootless_1: safe\n");
  }

  @Test
  void a_file_is_checked_and_no_value_of_it_goes_anywhere() throws Exception {
    var file = env();
    var run = here("upgrade-plan tidal/gitea --env " + file);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("tidal/gitea 1.2.0+1.22.2 → 2.0.0+1.23.1: manual\n")
        .contains("\nFor " + file + ": manual\n  overlay compose.oauth.yml\n", "OLD_KEY")
        .doesNotContain(SECRET);
    assertThat(there("upgrade-plan tidal/gitea --env " + file)).isEqualTo(run);
    var json = there("upgrade-plan tidal/gitea --json --env " + file).out();
    assertThat(NodeReads.JSON.readTree(json).path("unknown").findValuesAsText("key"))
        .contains("OLD_KEY");
    assertThat(json).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (var kept : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(kept), StandardCharsets.ISO_8859_1))
            .as(kept.toString())
            .doesNotContain(SECRET);
      }
    }
  }

  @Test
  void updates_are_the_same_here_and_there() throws Exception {
    var line = "updates gitea@2.0.0+1.18.5-rootless tidal/hedgedoc@1.3.0+1.10.3";
    var run = here(line);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out()).contains("2.2.0+1.22.3-rootless  2 ", "that is the latest");
    assertThat(there(line)).isEqualTo(run);
    var files = here("updates --coop tidal --env " + env());
    assertThat(files.out()).contains("git.example.org  tidal/gitea  1.2.0+1.22.2  2.0.0+1.23.1");
    assertThat(files.status()).isZero();
    var unknown = here("updates nosuch@1 gitea@99");
    assertThat(unknown.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(unknown.out()).contains("nosuch@1: ", "gitea@99: ").hasLineCount(2);
  }

  @Test
  void lint_of_a_recipe_is_the_same_here_and_there() throws Exception {
    var run = here("lint gitea");
    assertThat(run.out()).startsWith("harvest/gitea 2.2.0+1.22.3-rootless\n").contains("  P006  ");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(there("lint gitea")).isEqualTo(run);
    assertThat(here("lint gitea --strict").status()).isEqualTo(Main.SOME_FAILED);
    assertThat(NodeReads.JSON.readTree(here("lint gitea --json").out()))
        .isEqualTo(node.json("/api/v1/recipes/harvest/gitea/lint"));
    assertThat(here("lint tidal/gitea 1.1.0+1.21.11").out())
        .startsWith("tidal/gitea 1.1.0+1.21.11\n");
  }

  @Test
  void a_version_that_could_not_be_read_fails_with_its_reasons() {
    var run = here("lint uptime-kuma 1.1.0+1.23.2");
    assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out()).contains("\nIt cannot be read as a recipe\n  compose.yml:13: valid YAML");
  }

  @Test
  void what_is_both_a_folder_and_a_recipe_is_the_recipe_and_that_is_told(@TempDir Path place)
      throws Exception {
    var seed = Path.of("catalogue-seed/recipes/harvest/gitea/1.0.0+1.15.0-rootless");
    for (var name : List.of("gitea", "tidal/own")) {
      for (var file : List.of("compose.yml", ".env.sample")) {
        Files.createDirectories(place.resolve(name));
        Files.copy(seed.resolve(file), place.resolve(name).resolve(file));
      }
    }
    var data = folder.resolve("data").toString();
    assertThat(in(place, "lint", "gitea", "--data", data))
        .startsWith("gitea is a recipe of the catalogue; for the folder: ./gitea\n")
        .contains("harvest/gitea 2.2.0+1.22.3-rootless\n");
    assertThat(in(place, "lint", "./gitea")).contains("\ngitea 1.0.0+1.15.0");
    assertThat(in(place, "lint", "tidal/own", "--data", data)).contains("\nown 1.0.0+1.15.0");
  }

  /** What the program writes that runs in a folder. */
  private static String in(Path place, String... args) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    var process =
        new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_folder_with_no_name_of_a_recipe_is_called_by_its_type() {
    var path = "catalogue-seed/recipes/harvest/gitea/2.2.0+1.22.3-rootless";
    assertThat(here("lint " + path).out()).startsWith("gitea 2.2.0+1.22.3-rootless\n");
    assertThat(here("lint ./gitea").err()).isEqualTo("there is no folder ./gitea\n");
  }

  @Test
  void what_is_not_there_is_told_in_a_line() {
    for (var line :
        List.of(
            "compare nosuch 1",
            "compare harvest/nosuch 1",
            "compare gitea 99.0.0+1",
            "compare gitea 2.0.0+1.18.5-rootless 99.0.0+1",
            "compare gitea 2.0.0+1.18.5-rootless --overlays nosuch",
            "compare gitea 2.0.0+1.18.5-rootless --files nosuch",
            "upgrade-plan nosuch 1",
            "upgrade-plan gitea 99.0.0+1",
            "upgrade-plan gitea 2.0.0+1.18.5-rootless 1.14.1-rootless",
            "lint nosuch",
            "lint gitea 99.0.0+1",
            "lint gitea --rule nosuch")) {
      for (var run : List.of(here(line), there(line))) {
        assertThat(run.status()).as(line).isEqualTo(Main.UNUSABLE);
        assertThat(run.out()).as(line).isEmpty();
        assertThat(run.err()).as(line).hasLineCount(1);
      }
    }
    var both = here("compare gitea 2.0.0+1.18.5-rootless --abra --overlays smtp");
    assertThat(both.status()).isEqualTo(Main.UNUSABLE);
    assertThat(both.err()).contains("mutually exclusive");
    assertThat(here("compare giteaa 1").err())
        .isEqualTo("there is no recipe named giteaa; did you mean gitea?\n");
    assertThat(there("lint harvest/giteaa").err()).endsWith("; did you mean harvest/gitea?\n");
  }

  @Test
  void a_folder_without_a_catalogue_is_told(@TempDir Path other) {
    for (var line :
        List.of("compare gitea 1", "upgrade-plan gitea 1", "updates a@1", "lint gitea")) {
      var run = run(line, "--data", other.resolve("none").toString());
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err()).contains("there is no catalogue in").hasLineCount(1);
    }
  }
}
