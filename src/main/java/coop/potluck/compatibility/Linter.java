package coop.potluck.compatibility;

import java.time.LocalDate;
import java.util.List;

/** Holds recipes against the rules. */
public final class Linter {

  /** Grows whenever the same subject may be judged otherwise than before. */
  public static final int SCHEMA = 2;

  private final EndOfLife endOfLife;

  public Linter(EndOfLife endOfLife) {
    this.endOfLife = endOfLife;
  }

  /** All rules in order of ids. */
  public static List<LintReport.Rule> rules() {
    return LintRules.ALL.stream().map(LintRule::rule).toList();
  }

  /** What each rule says on a day. */
  public LintReport lint(LintSubject subject, LocalDate today) {
    var facts = new LintFacts(subject, today, endOfLife);
    return new LintReport(LintRules.ALL.stream().map(it -> it.verdict(facts)).toList());
  }
}
