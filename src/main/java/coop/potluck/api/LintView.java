package coop.potluck.api;

import coop.potluck.compatibility.ComputedStatus;
import coop.potluck.compatibility.LintReport;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every rule says of one version.
 *
 * @param coop null for a working copy
 * @param version its tag, or the one that a working copy is to get; null for the head of a recipe
 *     that has none
 * @param problems why the files could not be read as a recipe; empty where they could
 * @param claimedStatus by the README; null where it claims none
 */
record LintView(
    @Nullable CoopId coop,
    RecipeName name,
    @Nullable String version,
    int errors,
    int warnings,
    @Nullable Integer claimedStatus,
    ComputedStatus computedStatus,
    List<Problem> problems,
    List<VerdictView> rules) {

  /**
   * What came of one rule.
   *
   * @param page where the rule is explained, in Potluck's repository
   */
  record VerdictView(
      String id,
      LintReport.Severity severity,
      String what,
      String page,
      LintReport.Outcome outcome,
      List<LintReport.Finding> findings,
      @Nullable String reason) {

    static VerdictView of(LintReport.Verdict verdict) {
      var rule = verdict.rule();
      return new VerdictView(
          rule.id(),
          rule.severity(),
          rule.what(),
          LintView.page(rule.id()),
          verdict.outcome(),
          verdict.findings(),
          verdict.reason());
    }
  }

  static LintView of(
      @Nullable CoopId coop, @Nullable String version, LintSubject subject, LintReport report) {
    var readme = subject.readme();
    return new LintView(
        coop,
        subject.name(),
        version,
        report.failed(LintReport.Severity.ERROR),
        report.failed(LintReport.Severity.WARNING),
        readme == null ? null : readme.claimed().status(),
        ComputedStatus.of(subject, report),
        subject.problems(),
        report.rules().stream().map(VerdictView::of).toList());
  }

  static String page(String rule) {
    return "docs/lint/" + rule + ".md";
  }
}
