package coop.potluck.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Problem;
import org.junit.jupiter.api.Test;

class ParsingSettingsTest {

  @Test
  void the_defaults_are_within_their_ranges() {
    assertThat(ParsingSettings.DEFAULT.problems()).isEmpty();
  }

  @Test
  void every_value_out_of_range_is_named_at_once() {
    var none = new ParsingSettings(0, -1, -1, -1, -1, 0, 0, 0, -1, 0, 0, 0, 0, 0);
    assertThat(none.problems())
        .extracting(Problem::where)
        .containsExactly(
            "max_file_bytes",
            "max_readme_bytes",
            "max_readme_text_length",
            "max_note_bytes",
            "max_notes",
            "max_yaml_depth",
            "max_yaml_nodes",
            "max_services",
            "max_overlays",
            "max_environment_keys",
            "max_value_length",
            "max_expanded_length",
            "max_interpolation_depth",
            "max_warnings");
  }
}
