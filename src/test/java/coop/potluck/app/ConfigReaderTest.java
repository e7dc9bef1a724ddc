package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Problem;
import coop.potluck.source.ForgeKind;
import coop.potluck.source.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("potluck.yaml"), text);
  }

  private ConfigReader reader(String text, Map<String, String> environment) throws Exception {
    return new ConfigReader(ConfigDocument.read(file(text)), environment, Map.of(), new Origins());
  }

  private ConfigKitchen kitchen(String text, Map<String, String> environment) throws Exception {
    var reader = reader(text, environment);
    var kitchen = reader.section("kitchen", ConfigKitchen.class, ConfigKitchen.DEFAULT);
    assertThat(reader.problems()).isEmpty();
    return kitchen;
  }

  private List<String> problems(String text, Map<String, String> environment) throws Exception {
    var reader = reader(text, environment);
    reader.section("kitchen", ConfigKitchen.class, ConfigKitchen.DEFAULT);
    return reader.problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void every_type_is_read_from_the_file() throws Exception {
    Files.writeString(folder.resolve("key.txt"), "hush\n");
    var kitchen =
        kitchen(
            """
            kitchen:
              cooks: 7
              steps_taken: 1_000_000
              max_pot_bytes: 1.5 GiB
              open: true
              name: "007"
              motto: ~
              simmer: 1h30m
              dishes: [stew, "pie, hot"]
              cellar: below/../cellar
              menu: https://menu.example/today
              oven: gitlab
              key_file: key.txt
            """,
            Map.of());
    assertThat(kitchen)
        .isEqualTo(
            new ConfigKitchen(
                7,
                1_000_000,
                3L << 29,
                true,
                "007",
                null,
                Duration.ofMinutes(90),
                List.of("stew", "pie, hot"),
                folder.resolve("cellar"),
                URI.create("https://menu.example/today"),
                ForgeKind.GITLAB,
                new Secret("hush")));
  }

  @Test
  void what_is_left_out_stays_as_by_default() throws Exception {
    assertThat(kitchen("", Map.of())).isEqualTo(ConfigKitchen.DEFAULT);
    assertThat(kitchen("kitchen:\n", Map.of())).isEqualTo(ConfigKitchen.DEFAULT);
    assertThat(kitchen("# nothing\n", Map.of())).isEqualTo(ConfigKitchen.DEFAULT);
  }

  @Test
  void the_environment_wins_over_the_file() throws Exception {
    var kitchen =
        kitchen(
            "kitchen: {cooks: 7, max_pot_bytes: 5, key_env: OTHER}",
            Map.of(
                "POTLUCK_KITCHEN_MAX_POT_BYTES",
                "200 MB",
                "POTLUCK_KITCHEN_DISHES",
                "a, b,",
                "POTLUCK_KITCHEN_KEY",
                "hush"));
    assertThat(kitchen.cooks()).isEqualTo(7);
    assertThat(kitchen.maxPotBytes()).isEqualTo(200_000_000);
    assertThat(kitchen.dishes()).containsExactly("a", "b");
    assertThat(kitchen.key()).isEqualTo(new Secret("hush"));
  }

  @Test
  void the_command_line_wins_over_the_environment() throws Exception {
    var reader =
        new ConfigReader(
            ConfigDocument.empty(),
            Map.of("POTLUCK_KITCHEN_COOKS", "3"),
            Map.of("kitchen.cooks", "4"),
            new Origins());
    assertThat(reader.section("kitchen", ConfigKitchen.class, ConfigKitchen.DEFAULT).cooks())
        .isEqualTo(4);
    assertThat(reader.problems()).isEmpty();
  }

  @Test
  void all_mistakes_are_told_at_once_with_their_lines() throws Exception {
    var found =
        problems(
            """
            kitchn:
              cooks: 1
            kitchen:
              cooks: 21
              steps_taken: many
              max_pot_byte: 1
              max_pot_bytes: 5 parsecs
              open: yes
              name:
              simmer: 30
              dishes: {a: b}
              menu: "a b"
              oven: stove
              key: hush
              zzzzzzzzz: 1
            """,
            Map.of("POTLUCK_KITCHEN_COKS", "1", "POTLUCK_OTHER_X", "1"));
    assertThat(found)
        .containsExactlyInAnyOrder(
            "potluck.yaml:1 kitchn: unknown key kitchn; did you mean kitchen?",
            "potluck.yaml:4 kitchen.cooks: 1 to 20",
            "potluck.yaml:5 kitchen.steps_taken: a whole number, not many",
            "potluck.yaml:6 kitchen.max_pot_byte: unknown key max_pot_byte; did you mean"
                + " max_pot_bytes?",
            "potluck.yaml:7 kitchen.max_pot_bytes: a size, such as 65536, 200 MB or 1 GiB, not"
                + " \"5 parsecs\"",
            "potluck.yaml:8 kitchen.open: true or false, not \"yes\"",
            "potluck.yaml:9 kitchen.name: one value; leave the key out for the default",
            "potluck.yaml:10 kitchen.simmer: a time with its unit, such as 500ms, 30s, 5m, 1h or"
                + " 2d, not \"30\"",
            "potluck.yaml:11 kitchen.dishes: a list of values",
            "potluck.yaml:12 kitchen.menu: a URL, not \"a b\"",
            "potluck.yaml:13 kitchen.oven: one of forgejo, gitea, github, gitlab, not stove",
            "potluck.yaml:14 kitchen.key: a secret does not stand in this file: name an"
                + " environment variable in key_env, or a file in key_file",
            "potluck.yaml:15 kitchen.zzzzzzzzz: unknown key zzzzzzzzz; known here are cellar,"
                + " cooks, dishes, key, key_env, key_file, max_pot_bytes, menu, motto, name, open,"
                + " oven, simmer, steps_taken",
            "POTLUCK_KITCHEN_COKS: unknown key coks; did you mean cooks?");
  }

  @Test
  void a_value_of_the_environment_that_is_wrong_names_its_variable() throws Exception {
    assertThat(problems("", Map.of("POTLUCK_KITCHEN_COOKS", "99")))
        .containsExactly("POTLUCK_KITCHEN_COOKS: 1 to 20");
    assertThat(problems("", Map.of("POTLUCK_KITCHEN_SIMMER", "soon")))
        .singleElement()
        .asString()
        .startsWith("POTLUCK_KITCHEN_SIMMER: a time with its unit");
  }

  @Test
  void secrets_that_cannot_be_had_are_told_without_being_shown() throws Exception {
    assertThat(problems("kitchen:\n  key_env: NOT_SET\n", Map.of()))
        .containsExactly(
            "potluck.yaml:2 kitchen.key_env: the environment variable NOT_SET is not set");
    assertThat(problems("kitchen:\n  key_file: gone\n", Map.of()))
        .containsExactly("potluck.yaml:2 kitchen.key_file: the file gone cannot be read");
    assertThat(problems("kitchen:\n  key_env: A\n  key_file: b\n", Map.of("A", "x")))
        .containsExactly("potluck.yaml:3 kitchen.key_file: either key_env or key_file, not both");
    assertThat(problems("kitchen:\n  key_env: A\n", Map.of("A", "hu sh")))
        .singleElement()
        .asString()
        .doesNotContain("hu sh");
  }

  @Test
  void a_file_that_is_no_yaml_or_not_there_is_told() throws Exception {
    assertThat(problems("kitchen: [", Map.of())).hasSize(1);
    assertThat(problems("- a\n", Map.of()))
        .containsExactly("potluck.yaml:1: a mapping of keys to values");
    assertThat(problems("kitchen: 3\n", Map.of()))
        .containsExactly("potluck.yaml:1 kitchen: a mapping of keys to values");
    assertThat(ConfigDocument.read(folder.resolve("gone.yaml")).problems())
        .extracting(Problem::expected)
        .containsExactly("there is no such file");
  }
}
