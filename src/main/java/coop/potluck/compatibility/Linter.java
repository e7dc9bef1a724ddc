package coop.potluck.compatibility;

import java.time.LocalDate;
import java.util.List;

/** Holds recipes against the rules. */
public final class Linter {

  /** Grows whenever the same subject may be judged otherwise than before. */
  public static final int SCHEMA = 1;

  private final EndOfLife endOfLife;

  public Linter(EndOfLife endOfLife) {
    this.endOfLife = endOfLife;
  }

  /** All rules in order of ids. */
  public static List<LintReport.Rule> rules() {
    throw new UnsupportedOperationException();
  }

  /** What each rule says on a day. */
  public LintReport lint(LintSubject subject, LocalDate today) {
    throw new UnsupportedOperationException("lint of " + endOfLife.fingerprint());
  }
}
