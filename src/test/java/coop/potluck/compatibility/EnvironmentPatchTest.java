package coop.potluck.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coop.potluck.compatibility.EnvironmentPatch.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentPatchTest {

  private static final EnvironmentPatch PATCH =
      EnvironmentPatch.of(
          List.of("SIZE=12"),
          List.of("# A font\nFONT=serif", "COMPOSE_FILE=\"$COMPOSE_FILE:compose.a.yml\""),
          List.of("THEME", "OLD"),
          List.of(new Removal(3, "THEME=plain"), new Removal(9, "OLD=1")));

  @Test
  void nothing_to_do_is_no_patch() {
    var patch = EnvironmentPatch.of(List.of(), List.of(), List.of("OLD"), List.of());
    assertThat(patch.diff()).isEmpty();
    assertThat(patch.remove()).containsExactly("OLD");
  }

  @Test
  void it_tells_lines_and_keys_too() {
    assertThat(PATCH.add())
        .containsExactly(
            "SIZE=12", "# A font\nFONT=serif", "COMPOSE_FILE=\"$COMPOSE_FILE:compose.a.yml\"");
  }

  @Test
  void patch_applies_it_to_any_file(@TempDir Path folder) throws Exception {
    var file = folder.resolve(".env");
    Files.writeString(file, "TYPE=wiki\nDOMAIN=a.example\nTHEME=plain\nCOMPOSE_FILE=x\nOLD=1\n");
    assertThat(apply(folder)).isZero();
    assertThat(file)
        .hasContent(
            """
            SIZE=12
            TYPE=wiki
            DOMAIN=a.example
            COMPOSE_FILE=x
            # A font
            FONT=serif
            COMPOSE_FILE="$COMPOSE_FILE:compose.a.yml"
            """);
  }

  @Test
  void a_line_that_the_operator_changed_stays_and_the_rest_is_applied(@TempDir Path folder)
      throws Exception {
    var file = folder.resolve(".env");
    Files.writeString(file, "TYPE=wiki\nTHEME=mine\nOLD=1");
    assertThat(apply(folder)).isEqualTo(1);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "SIZE=12",
            "TYPE=wiki",
            "THEME=mine",
            "# A font",
            "FONT=serif",
            "COMPOSE_FILE=\"$COMPOSE_FILE:compose.a.yml\"");
  }

  /** What the program that everybody has makes of it. */
  private static int apply(Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")));
    Files.write(folder.resolve("x.diff"), PATCH.diff().getBytes(UTF_8));
    var process =
        new ProcessBuilder("/usr/bin/patch", "-i", "x.diff")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "https://a.example:8/x, https://a.example:8/x",
    "light blue, \"light blue\"",
    "$A, \"$A\"",
    "a#b, \"a#b\"",
    "a'b, \"a'b\"",
  })
  void a_value_is_quoted_where_it_must_be(String value, String quoted) {
    assertThat(SampleKeys.quoted(value)).isEqualTo(quoted);
  }

  @Test
  void quotes_ends_of_lines_and_signs_that_control_are_written_so_that_they_are_read_back() {
    assertThat(SampleKeys.quoted("")).isEmpty();
    assertThat(SampleKeys.quoted("a \"b\"")).isEqualTo("\"a \\\"b\\\"\"");
    assertThat(SampleKeys.quoted("a\nb")).isEqualTo("\"a\\nb\"");
    assertThat(SampleKeys.quoted("a\\b")).isEqualTo("\"a\\\\b\"");
    assertThat(SampleKeys.quoted("a \u001b[1m")).isEqualTo("\"a [1m\"");
  }
}
