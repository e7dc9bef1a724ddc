package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/configuration.md} against the settings. */
class ConfigurationDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "configuration.md");

  @Test
  void every_key_stands_there_with_its_default_and_no_other() throws Exception {
    assertThat(documented()).isEqualTo(inForce());
  }

  @Test
  void every_row_says_what_its_key_means() throws IOException {
    assertThat(Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")))
        .allSatisfy(row -> assertThat(row).doesNotContainPattern("\\| *\\|$"));
  }

  @Test
  void the_example_of_coops_is_right(@TempDir Path folder) throws Exception {
    var example =
        Files.readString(DOCUMENT).replaceFirst("(?s).*## coops.yaml\\s+```yaml\n(.*?)```.*", "$1");
    Files.writeString(folder.resolve("token"), "a-token");
    var file = folder.resolve("coops.yaml");
    Files.writeString(file, example.replace("/run/secrets/harvest_token", "token"));
    var run =
        CommandRun.with(
            Map.of("HARVEST_HOOK", "hush", "HARVEST_TOKEN", "hush"),
            "check-config",
            "--coops",
            file.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("harvest-3: forgejo", "tidal-1: seed");
  }

  /** Keys and defaults of the tables below the headings that are sections. */
  private static Map<String, String> documented() throws IOException {
    var found = new TreeMap<String, String>();
    var section = "";
    for (var line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("#")) {
        section = line.matches("### [a-z]+") ? line.substring(4) : "";
      } else if (line.startsWith("| `") && !section.isEmpty()) {
        var cells = line.split(" \\| ", -1);
        found.put(section + "." + plain(cells[0]), plain(cells[2]));
      }
    }
    return found;
  }

  private static String plain(String cell) {
    return cell.replaceAll("^\\| |`", "").strip();
  }

  private static Map<String, String> inForce() {
    var config = ((ConfigResult.Loaded<Config>) Config.read(null, Map.of(), Map.of())).value();
    var found = new TreeMap<String, String>();
    for (var component : Config.class.getRecordComponents()) {
      if (ConfigReader.value(component, config) instanceof Record section
          && section instanceof Settings) {
        for (var setting : section.getClass().getRecordComponents()) {
          found.put(
              component.getName() + "." + ConfigKeys.snake(setting.getName()),
              ConfigValues.format(setting, ConfigReader.value(setting, section)));
        }
      }
    }
    return found;
  }
}
