package coop.potluck.app;

import coop.potluck.recipe.Problem;
import java.util.List;

/** What came of reading a file of the operator's: its value, or every reason it is none. */
sealed interface ConfigResult<T> {

  /** All is well. */
  record Loaded<T>(T value) implements ConfigResult<T> {}

  /** All that is wrong, at once; never empty. */
  record Rejected<T>(List<Problem> problems) implements ConfigResult<T> {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  static <T> ConfigResult<T> of(T value, List<Problem> problems) {
    return problems.isEmpty() ? new Loaded<>(value) : new Rejected<>(problems);
  }
}
