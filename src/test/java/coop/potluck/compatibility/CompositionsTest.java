package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Merging what was understood of files comes to what the parser understands of the merged files: of
 * every case of the parser that has overlays by default.
 */
class CompositionsTest {

  private static final Path CASES = Path.of("src/test/resources/parsing");

  /** What values do not say is lost; each for a reason. */
  private static final Map<String, String> LOST =
      Map.of(
          "merge_reset.txt", "a tag takes away",
          "merge_override.txt", "a tag replaces",
          "merge_conflict.txt", "Compose refuses a mapping over a list",
          "merge_healthcheck_test.txt", "an overlay switches a healthcheck off");

  @TestFactory
  Stream<DynamicTest> values_merge_as_files_do() {
    return byDefault().entrySet().stream()
        .filter(entry -> !LOST.containsKey(entry.getKey()))
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(comparable(merged(entry.getValue())))
                            .isEqualTo(comparable(entry.getValue().composition()))));
  }

  @Test
  void there_are_cases_of_every_section() {
    assertThat(byDefault().keySet())
        .contains(
            "merge_configs.txt",
            "merge_list_or_mapping.txt",
            "merge_mapping.txt",
            "merge_networks.txt",
            "merge_null.txt",
            "merge_ports.txt",
            "merge_resources.txt",
            "merge_secrets.txt",
            "merge_sequence.txt",
            "merge_volumes.txt",
            "gitea_whole_recipe.txt");
  }

  @TestFactory
  Stream<DynamicTest> what_is_said_to_be_lost_is_lost() {
    var cases = byDefault();
    return LOST.keySet().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      var content = cases.get(name);
                      assertThat(content).isNotNull();
                      if (content != null) {
                        assertThat(comparable(merged(content)))
                            .isNotEqualTo(comparable(content.composition()));
                      }
                    }));
  }

  @Test
  void nothing_over_anything_and_the_other_way_round_changes_nothing() {
    for (var content : byDefault().values()) {
      var composition = content.composition();
      assertThat(Compositions.merge(composition, Composition.EMPTY)).isEqualTo(composition);
      assertThat(Compositions.merge(Composition.EMPTY, composition)).isEqualTo(composition);
    }
  }

  private static Composition merged(RecipeContent content) {
    var base = content.base();
    var merged = base == null ? content.composition() : base;
    for (var path : chain(content)) {
      var overlay = Viewed.overlay(content, path);
      if (overlay.isPresent()) {
        merged = Compositions.merge(merged, overlay.get().additions());
      }
    }
    return merged;
  }

  /** The files by default, in the order in which the sample names them. */
  private static List<String> chain(RecipeContent content) {
    return content.environment().stream()
        .filter(key -> key.key().equals("COMPOSE_FILE") && !key.optional())
        .flatMap(key -> Stream.of(key.value().split(":", -1)))
        .map(path -> path.startsWith("./") ? path.substring(2) : path)
        .toList();
  }

  /** Of lists in the order of files only what is in them; settings of both are told as both. */
  private static Composition comparable(Composition composition) {
    return new Composition(
        composition.services().stream().map(CompositionsTest::comparable).toList(),
        composition.volumes(),
        composition.networks(),
        composition.configs(),
        composition.secrets());
  }

  private static Service comparable(Service service) {
    return new Service(
        service.name(),
        service.where(),
        service.imageText(),
        service.image(),
        service.imageAt(),
        service.healthcheck(),
        service.privileged(),
        sorted(service.capabilities()),
        service.environment(),
        service.labels(),
        sorted(service.ports()),
        sorted(service.mounts()),
        service.networks(),
        sorted(service.configs()),
        sorted(service.secrets()),
        service.settings().stream()
            .map(setting -> new Service.Setting(setting.key(), ""))
            .toList());
  }

  private static <T> List<T> sorted(List<T> items) {
    return items.stream().sorted(Comparator.comparing(String::valueOf)).toList();
  }

  private static Map<String, RecipeContent> byDefault() {
    var found = new LinkedHashMap<String, RecipeContent>();
    try (var paths = Files.list(CASES)) {
      for (var path : paths.sorted().toList()) {
        var files = files(Files.readString(path));
        if (files.getOrDefault(".env.sample", "").contains("COMPOSE_FILE")
            && files.containsKey("compose.yml")) {
          var content = ComparingCase.content(files);
          if (content.overlays().stream().anyMatch(Overlay::byDefault)) {
            found.put(String.valueOf(path.getFileName()), content);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static Map<String, String> files(String text) {
    var end = text.indexOf("-- expected --\n");
    var files = new LinkedHashMap<String, String>();
    var parts = new ArrayList<>(List.of(text.substring(0, end).split("(?m)^-- ", -1)));
    parts.remove(0);
    for (var part : parts) {
      var header = part.indexOf(" --\n");
      files.put(part.substring(0, header), part.substring(header + " --\n".length()));
    }
    return files;
  }
}
