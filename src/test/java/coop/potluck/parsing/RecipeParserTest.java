package coop.potluck.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case in {@code src/test/resources/parsing}; {@code -Dupdate.golden=true} rewrites them. */
class RecipeParserTest {

  private static final Path CASES = Path.of("src/test/resources/parsing");

  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);

  @TestFactory
  Stream<DynamicTest> a_case_reads_as_it_says() throws IOException {
    return cases().stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path.getFileName().toString(),
                    () -> {
                      var parsingCase = ParsingCase.read(path);
                      var actual = Rendering.of(parser.parse(name(path), parsingCase.files()));
                      if (Boolean.getBoolean("update.golden")) {
                        parsingCase.rewrite(actual);
                      }
                      assertThat(actual).isEqualTo(ParsingCase.read(path).expected());
                    }));
  }

  @Test
  void a_rejection_tells_of_bytes_that_were_no_text() {
    var bytes = new byte[] {(byte) 0xff, (byte) 0xfe, 0x0a};
    var reading =
        parser.parse(
            new RecipeName("wiki"),
            new RecipeFiles(
                List.of(
                    new RecipeFile("compose.yml", RecipeFile.Kind.FILE, 3, bytes),
                    new RecipeFile(".env.sample", RecipeFile.Kind.FILE, 0, new byte[0])),
                List.of()));
    assertThat(reading)
        .asInstanceOf(type(Reading.Rejected.class))
        .extracting(Reading.Rejected::problems, list(Problem.class))
        .anySatisfy(problem -> assertThat(problem.expected()).contains("UTF-8"));
  }

  @Test
  void there_are_cases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(30);
  }

  @Test
  void the_same_files_read_the_same_again() throws IOException {
    for (var path : cases()) {
      var files = ParsingCase.read(path).files();
      assertThat(parser.parse(name(path), files)).isEqualTo(parser.parse(name(path), files));
    }
  }

  @Test
  void a_parser_of_one_repository_understands_as_one_that_remembers_nothing() throws IOException {
    var remembering = parser.forOneRepository();
    for (var path : cases()) {
      var name = name(path);
      var files = ParsingCase.read(path).files();
      var changed = new ArrayList<>(files.list());
      changed.removeIf(file -> file.path().equals(EnvSample.PATH));
      var others = new RecipeFiles(changed, files.problems());
      var wanted = parser.parse(name, files);
      assertThat(remembering.parse(name, files)).isEqualTo(wanted);
      assertThat(remembering.parse(name, others)).isEqualTo(parser.parse(name, others));
      assertThat(remembering.parse(name, files)).isEqualTo(wanted);
    }
  }

  @Test
  void threads_share_a_parser() throws IOException {
    var paths = cases();
    var alone = paths.stream().map(this::rendered).toList();
    for (var round = 0; round < 5; round++) {
      assertThat(paths.parallelStream().map(this::rendered).toList()).isEqualTo(alone);
    }
  }

  private String rendered(Path path) {
    return Rendering.of(parser.parse(name(path), ParsingCase.read(path).files()));
  }

  /** A case is named after what it shows; its recipe is the name's first word. */
  private static RecipeName name(Path path) {
    var file = path.getFileName().toString();
    return new RecipeName(file.substring(0, file.length() - ".txt".length()).split("_", -1)[0]);
  }

  private static List<Path> cases() throws IOException {
    try (var files = Files.list(CASES)) {
      return files.filter(path -> path.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
