package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Problem;
import org.junit.jupiter.api.Test;

class ApiSettingsTest {

  @Test
  void every_limit_has_a_range() {
    assertThat(ApiSettings.DEFAULT.problems()).isEmpty();
    assertThat(new ApiSettings(100, 100, 100).problems()).isEmpty();
    assertThat(new ApiSettings(99, 99, 99).problems())
        .extracting(Problem::where)
        .containsExactly("max_diff_lines", "max_diff_length", "max_diff_comparisons");
    assertThat(new ApiSettings(1_000_001, 100_000_001, 1_000_000_001).problems())
        .contains(new Problem("max_diff_lines", "100 to 1000000"))
        .hasSize(3);
  }

  @Test
  void what_is_over_a_limit_gets_no_diff() {
    var lines = "a\n".repeat(101);
    assertThat(new UnifiedDiffs(new ApiSettings(100, 1_000, 1_000)).of("a", lines, "b\n").because())
        .isEqualTo("It has more than 100 lines");
    assertThat(new UnifiedDiffs(new ApiSettings(200, 100, 1_000)).of("a", lines, "").because())
        .contains("too long");
  }
}
