package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagStepTest {

  private static final Set<TagStep> UP = Set.of(TagStep.MAJOR, TagStep.MINOR, TagStep.PATCH);

  static Stream<String> table() throws IOException {
    try (var stream = TagStepTest.class.getResourceAsStream("/compatibility/tag-steps.txt")) {
      assertThat(stream).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void the_step_between_two_tags_is_what_an_operator_would_say(String line) {
    var words = line.split("\\s+", -1);
    assertThat(words).hasSize(3);
    var step = TagStep.between(absent(words[0]), absent(words[1]));
    assertThat(step.name().toLowerCase(Locale.ROOT)).isEqualTo(words[2]);
  }

  private static @org.jspecify.annotations.Nullable String absent(String tag) {
    return tag.equals("-") ? null : tag;
  }

  @Property(tries = 3000)
  void what_goes_up_one_way_is_a_downgrade_the_other_way(
      @ForAll("tags") String one, @ForAll("tags") String other) {
    var there = TagStep.between(one, other);
    var back = TagStep.between(other, one);
    if (UP.contains(there)) {
      assertThat(back).isEqualTo(TagStep.DOWNGRADE);
    } else if (there == TagStep.DOWNGRADE) {
      assertThat(UP).contains(back);
    } else {
      assertThat(back).isEqualTo(there);
    }
  }

  @Property(tries = 2000)
  void no_tag_makes_it_fail(@ForAll String one, @ForAll String other) {
    assertThat(TagStep.between(one, other)).isNotNull();
    assertThat(TagStep.between(one, "1." + other)).isNotNull();
  }

  @Provide
  Arbitrary<String> tags() {
    var number = Arbitraries.of("0", "1", "2", "9", "10", "15", "2024", "999999");
    var version =
        Combinators.combine(
                Arbitraries.of("", "v"),
                number.list().ofMinSize(1).ofMaxSize(4),
                Arbitraries.of("", "-alpine", "-fpm", "rc1", "-rc1", "_1", "-pg15", "."))
            .as((v, numbers, rest) -> v + String.join(".", numbers) + rest);
    return Arbitraries.oneOf(version, Arbitraries.of("latest", "20191109", "1a94a8f", "${X}"));
  }
}
