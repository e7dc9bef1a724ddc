package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.Problem;
import org.junit.jupiter.api.Test;

class SearchSettingsTest {

  @Test
  void too_few_or_too_many_words_are_refused() {
    assertThat(SearchSettings.DEFAULT.problems()).isEmpty();
    var problem = new Problem("max_tokens_per_recipe", "100 to 100000");
    assertThat(new SearchSettings(99).problems()).containsExactly(problem);
    assertThat(new SearchSettings(100).problems()).isEmpty();
    assertThat(new SearchSettings(100_000).problems()).isEmpty();
    assertThat(new SearchSettings(100_001).problems()).containsExactly(problem);
  }
}
