package coop.potluck.compatibility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every rule says of a recipe, in order of ids. */
public record LintReport(List<Verdict> rules) {

  public LintReport {
    rules = List.copyOf(rules);
  }

  /** How much a failing rule matters. */
  public enum Severity {
    WARNING,
    ERROR
  }

  /** What came of a rule. */
  public enum Outcome {
    PASS,
    FAIL,
    NOT_APPLICABLE
  }

  /**
   * A rule.
   *
   * @param id {@code R001} to {@code R016} are abra's, {@code P…} are ours
   * @param what holds where it is kept, in a sentence
   */
  public record Rule(String id, Severity severity, String what) {}

  /**
   * One place where a rule is broken.
   *
   * @param where file and line, or the tag
   * @param found what is there, in a sentence
   * @param mend how to mend it, in a sentence
   */
  public record Finding(String where, String found, String mend) {}

  /**
   * What came of one rule.
   *
   * @param findings empty unless it failed
   * @param reason why it does not apply; absent unless it does not
   */
  public record Verdict(
      Rule rule, Outcome outcome, List<Finding> findings, @Nullable String reason) {
    public Verdict {
      findings = List.copyOf(findings);
    }
  }

  /** How many rules of a severity failed. */
  public int failed(Severity severity) {
    return (int)
        rules.stream()
            .filter(it -> it.outcome() == Outcome.FAIL && it.rule().severity() == severity)
            .count();
  }
}
