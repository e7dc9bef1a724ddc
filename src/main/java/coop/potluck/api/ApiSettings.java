package coop.potluck.api;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * What one answer may cost.
 *
 * @param maxDiffLines lines of a file of which a diff is made
 * @param maxDiffLength characters of all diffs of an answer together
 * @param maxDiffComparisons of a line with a line, for all diffs of an answer together; ten million
 *     take about a tenth of a second
 */
public record ApiSettings(int maxDiffLines, int maxDiffLength, int maxDiffComparisons)
    implements Settings {

  public static final ApiSettings DEFAULT = new ApiSettings(20_000, 1_000_000, 10_000_000);

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    check(problems, "max_diff_lines", maxDiffLines, 1_000_000);
    check(problems, "max_diff_length", maxDiffLength, 100_000_000);
    check(problems, "max_diff_comparisons", maxDiffComparisons, 1_000_000_000);
    return problems;
  }

  private static void check(List<Problem> problems, String key, int value, int most) {
    if (value < 100 || value > most) {
      problems.add(new Problem(key, "100 to " + most));
    }
  }
}
