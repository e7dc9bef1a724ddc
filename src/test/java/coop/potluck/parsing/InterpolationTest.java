package coop.potluck.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class InterpolationTest {

  private static final int MAX_LENGTH = 200;
  private static final Map<String, String> VARIABLES =
      Map.of("A", "value", "B", "", "LONG", "x".repeat(60), "DOLLAR", "${A} $A $$");

  private final Interpolation interpolation = new Interpolation(VARIABLES, 5, MAX_LENGTH);

  @Property
  void any_text_is_expanded_within_the_limit_or_refused(@ForAll("templates") String text) {
    var result = interpolation.expand(text);
    assertThat(result.error() == null ? result.text().length() : 0).isLessThanOrEqualTo(MAX_LENGTH);
  }

  @Property
  void doubled_dollar_signs_give_the_text_back(@ForAll String text) {
    var wide = new Interpolation(VARIABLES, 5, Integer.MAX_VALUE);
    assertThat(wide.expand(text.replace("$", "$$")))
        .isEqualTo(new Interpolation.Result(text, null));
  }

  @Property
  void text_without_a_dollar_sign_is_itself(@ForAll("templates") String text) {
    var plain = text.replace("$", "");
    assertThat(interpolation.expand(plain).text()).isEqualTo(plain);
  }

  @Property
  void a_default_of_a_variable_without_a_value_is_the_default_itself(
      @ForAll("templates") String text) {
    var wide = new Interpolation(VARIABLES, 100, 100_000);
    var alone = wide.expand(text);
    if (alone.error() == null && text.indexOf('}') < 0) {
      assertThat(wide.expand("${UNSET:-" + text + "}")).isEqualTo(alone);
    }
  }

  @Property(tries = 20_000)
  void a_text_depends_on_no_variable_but_those_it_uses(@ForAll("templates") String text) {
    var used = interpolation.uses(text).stream().map(Interpolation.Use::name).toList();
    var fewer = new HashMap<>(VARIABLES);
    fewer.keySet().retainAll(used);
    var wanted = interpolation.expand(text);
    var found = new Interpolation(fewer, 5, MAX_LENGTH).expand(text);
    assertThat(found.text()).isEqualTo(wanted.text());
    // Of a text with several mistakes, the first one met is told: a long value may come before.
    assertThat(found.error() == null).isEqualTo(wanted.error() == null);
  }

  @Test
  void uses_tell_what_a_variable_falls_back_on() {
    assertThat(interpolation.uses("$A $$B ${C} ${D:-${E-x}y} ${F:?why} ${G+z} ${H} ${"))
        .containsExactly(
            new Interpolation.Use("A", null, false),
            new Interpolation.Use("C", null, false),
            new Interpolation.Use("E", "x", false),
            new Interpolation.Use("D", "${E-x}y", false),
            new Interpolation.Use("F", null, true),
            new Interpolation.Use("G", "", false),
            new Interpolation.Use("H", null, false));
  }

  @Provide
  Arbitrary<String> templates() {
    return Arbitraries.of(
            "$", "$$", "{", "}", "${", "${A", "${B", "${UNSET", ":-", "-", ":?", "?", ":+", "+",
            "A", "LONG", "$A", "${LONG}", "${A}", "${A:-", " ", ":", "é", "\n", "1")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Test
  void what_a_variable_stands_for_is_not_expanded_again() {
    assertThat(interpolation.expand("$DOLLAR").text()).isEqualTo("${A} $A $$");
  }

  @Test
  void nesting_has_a_limit() {
    assertThat(interpolation.expand("${X:-".repeat(6) + "}".repeat(6)).error())
        .contains("deeper than 5");
    assertThat(interpolation.expand("${X:-".repeat(5) + "x" + "}".repeat(5)).text()).isEqualTo("x");
    assertThat(interpolation.expand("${X:-".repeat(100_000)).error()).contains("deeper than 5");
  }

  @Test
  void the_length_of_the_result_has_a_limit() {
    assertThat(interpolation.expand("$LONG".repeat(3)).text()).hasSize(180);
    assertThat(interpolation.expand("$LONG".repeat(4)).error()).contains("at most 200");
  }

  @Test
  void a_word_that_is_not_taken_must_be_well_formed_too() {
    assertThat(interpolation.expand("${A:-${}}").error()).contains("a variable's name");
  }
}
