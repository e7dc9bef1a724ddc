package coop.potluck.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class YamlReaderTest {

  private final YamlReader reader = new YamlReader(YamlReader.Limits.DEFAULT);

  @Test
  void a_value_has_the_line_of_its_key() {
    var root = YamlReader.mapping(reader.read("f", "a:\n  b: 1\nc:\n\n  - x\n  - y\n"));
    assertThat(root.orElseThrow().find("a").orElseThrow().where()).isEqualTo("f:1");
    assertThat(root.orElseThrow().find("c").orElseThrow().where()).isEqualTo("f:3");
    assertThat(root.orElseThrow().find("c").orElseThrow().scalars().get(1).where())
        .isEqualTo("f:6");
  }

  @Test
  void an_empty_document_is_nothing_and_no_problem() {
    assertThat(reader.read("f", "# only a comment\n"))
        .isEqualTo(new YamlReader.Result(null, List.of()));
  }

  @Test
  void tags_that_merging_knows_are_kept_and_others_passed_over() {
    var root = YamlReader.mapping(reader.read("f", "a: !reset []\nb: !other 1\n")).orElseThrow();
    assertThat(root.entries().get("a")).isInstanceOf(YamlNode.Tagged.class);
    assertThat(root.entries().get("b")).isInstanceOf(YamlNode.Scalar.class);
  }

  @Property(tries = 30)
  void nesting_is_read_to_the_limit_and_refused_beyond_it(@ForAll @IntRange(max = 60) int depth) {
    var document = "[".repeat(depth) + "x" + "]".repeat(depth);
    assertThat(reader.read("f", document).problems().isEmpty()).isEqualTo(depth <= 50);
  }

  @Test
  void a_hundred_thousand_brackets_are_refused() {
    assertRefused("[".repeat(100_000) + "]".repeat(100_000));
    assertRefused("{a: ".repeat(100_000) + "}".repeat(100_000));
    assertRefused("- ".repeat(100_000));
  }

  @Test
  void what_is_too_deep_is_told_with_its_line() {
    assertThat(reader.read("f", "a:\n  - 1\nb:\n  " + "[".repeat(60) + "\n").problems())
        .containsExactly(new Problem("f:4", "nested deeper than 50 levels"));
    assertThat(reader.read("f", "a:\n" + " [\n".repeat(100_000)).problems())
        .containsExactly(new Problem("f:52", "nested deeper than 50 levels"));
  }

  @Test
  void aliases_count_towards_the_size_that_they_stand_for() {
    var lines =
        IntStream.range(1, 20)
            .mapToObj(i -> "x%d: &x%d [*x%d, *x%d]".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining("\n"));
    assertRefused("x0: &x0 [a, b]\n" + lines);
  }

  @Test
  void aliases_count_towards_the_depth_that_they_stand_for() {
    var lines =
        IntStream.range(1, 60)
            .mapToObj(i -> "x%d: &x%d [*x%d]".formatted(i, i, i - 1))
            .collect(Collectors.joining("\n"));
    assertRefused("x0: &x0 [a]\n" + lines);
  }

  @Test
  void merge_keys_count_towards_the_size() {
    var keys = IntStream.range(0, 500).mapToObj(i -> "k" + i + ": 1");
    var document =
        "base: &b {"
            + keys.collect(Collectors.joining(", "))
            + "}\n"
            + IntStream.range(0, 500)
                .mapToObj(i -> "m" + i + ": {<<: *b}")
                .collect(Collectors.joining("\n"));
    assertRefused(document);
  }

  @Test
  @Timeout(10)
  void a_document_of_five_megabytes_is_refused_at_once() {
    assertRefused("a: b\n".repeat(1 << 20));
  }

  @Test
  void a_merge_key_takes_mappings_alone() {
    assertThat(reader.read("f", "a: 1\nb: {<<: text}\n").problems())
        .containsExactly(
            new Problem("f:2", "a merge key (<<) takes a mapping or a list of mappings"));
  }

  @Property
  void any_text_is_a_document_or_a_problem(@ForAll String text) {
    var result = reader.read("f", text);
    assertThat(result.root() == null || result.problems().isEmpty()).isTrue();
  }

  private void assertRefused(String document) {
    var result = reader.read("f", document);
    assertThat(result.root()).isNull();
    assertThat(result.problems()).hasSize(1);
  }
}
