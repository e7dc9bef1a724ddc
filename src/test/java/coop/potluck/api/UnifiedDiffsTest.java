package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Diffs that git can apply, and the limits of what is compared. */
class UnifiedDiffsTest {

  private static String diff(@Nullable String was, @Nullable String is) {
    var outcome = new UnifiedDiffs(ApiSettings.DEFAULT).of("compose.yml", was, is);
    assertThat(outcome.because()).isNull();
    return String.valueOf(outcome.diff());
  }

  @Test
  void a_changed_line_stands_between_three_lines_of_each_side() {
    assertThat(diff("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nE\nf\ng\nh\n"))
        .isEqualTo(
            """
            --- a/compose.yml
            +++ b/compose.yml
            @@ -2,7 +2,7 @@
             b
             c
             d
            -e
            +E
             f
             g
             h
            """);
  }

  @Test
  void a_file_that_is_new_or_gone_is_compared_with_nothing() {
    assertThat(diff(null, "a\nb\n"))
        .isEqualTo("--- /dev/null\n+++ b/compose.yml\n@@ -0,0 +1,2 @@\n+a\n+b\n");
    assertThat(diff("a", null))
        .isEqualTo(
            """
            --- a/compose.yml
            +++ /dev/null
            @@ -1,1 +0,0 @@
            -a
            \\ No newline at end of file
            """);
    assertThat(diff(null, "")).isEqualTo("--- /dev/null\n+++ b/compose.yml\n");
  }

  @ParameterizedTest
  @CsvSource({
    "a.b., a.b",
    "a.b, a.b.",
    "a.b.c.d.e, a.x.c.d.e.",
    "'', a.",
    "a., ''",
    "a.b.c., c.b.a.",
    "a.b.c.d.e.f.g.h.i.j.k.l., b.c.d.e.f.g.h.i.j.k.L.",
    "..., .x..",
    "a~.b., a.b."
  })
  void git_applies_it(String was, String is, @TempDir Path folder) throws Exception {
    applies(lines(was), lines(is), folder);
  }

  private static String lines(String text) {
    return text.replace('.', '\n').replace('~', '\r');
  }

  private static void applies(String was, String is, Path folder)
      throws IOException, GitAPIException {
    var file = folder.resolve("compose.yml");
    try (var git = Git.init().setDirectory(folder.toFile()).call()) {
      Files.writeString(file, was);
      git.add().addFilepattern("compose.yml").call();
      git.apply()
          .setPatch(new ByteArrayInputStream(diff(was, is).getBytes(StandardCharsets.UTF_8)))
          .call();
      assertThat(Files.readString(file)).isEqualTo(is);
    }
  }

  @Property(tries = 300)
  void it_makes_one_text_of_the_other(
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> before,
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> after)
      throws PatchFailedException {
    var was = before.stream().map(String::valueOf).toList();
    var is = after.stream().map(String::valueOf).toList();
    var patch = UnifiedDiffUtils.parseUnifiedDiff(diff(text(was), text(is)).lines().toList());
    assertThat(patch.applyTo(was)).isEqualTo(is);
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + '\n').collect(Collectors.joining());
  }

  @Test
  void texts_that_share_nothing_are_left_out_once_they_cost_too_much() {
    var diffs = new UnifiedDiffs(ApiSettings.DEFAULT);
    var outcome = diffs.of("a", numbers("a", 15_000), numbers("b", 15_000));
    assertThat(outcome.diff()).isNull();
    assertThat(outcome.because()).contains("too far apart");
    assertThat(diffs.of("b", "x\n", "x\ny\n").because()).as("the budget is spent").isNotNull();
    assertThat(new UnifiedDiffs(ApiSettings.DEFAULT).of("b", "x\n", "x\ny\n").because()).isNull();
  }

  @Test
  void a_text_of_very_many_lines_is_left_out() {
    var many = numbers("a", ApiSettings.DEFAULT.maxDiffLines() + 1);
    assertThat(new UnifiedDiffs(ApiSettings.DEFAULT).of("a", many, "").because())
        .contains("20000 lines");
  }

  @Test
  void diffs_that_are_too_long_together_are_left_out() {
    var diffs = new UnifiedDiffs(ApiSettings.DEFAULT);
    var text = "x".repeat(200_000) + '\n';
    assertThat(
            IntStream.range(0, 6).filter(i -> diffs.of("f" + i, null, text).diff() != null).count())
        .isEqualTo(ApiSettings.DEFAULT.maxDiffLength() / 200_100);
  }

  @Test
  void more_files_than_the_limit_are_left_out() {
    var diffs = new UnifiedDiffs(ApiSettings.DEFAULT);
    assertThat(
            IntStream.range(0, WantedFiles.MAX_FILES + 5)
                .filter(i -> diffs.of("f" + i, null, "x").diff() != null)
                .count())
        .isEqualTo(WantedFiles.MAX_FILES);
  }

  @Test
  void a_path_cannot_write_lines_of_its_own() {
    assertThat(new UnifiedDiffs(ApiSettings.DEFAULT).of("a\n+++ b/passwd", "x\n", "y\n").diff())
        .startsWith("--- a/a?+++ b/passwd\n+++ b/a?+++ b/passwd\n@@");
  }

  private static String numbers(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i + "\n").collect(Collectors.joining());
  }
}
