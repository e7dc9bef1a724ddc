package coop.potluck.api;

import coop.potluck.compatibility.ComputedStatus;
import coop.potluck.compatibility.LintReport;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every rule says of one version.
 *
 * @param version its tag; null for the head of a recipe that has none
 * @param claimedStatus by the README; null where it claims none
 */
record LintView(
    CoopId coop,
    RecipeName name,
    @Nullable String version,
    int errors,
    int warnings,
    @Nullable Integer claimedStatus,
    ComputedStatus computedStatus,
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
      RecipeId recipe,
      @Nullable String version,
      @Nullable Integer claimed,
      ComputedStatus computed,
      LintReport report) {
    return new LintView(
        recipe.coop(),
        recipe.name(),
        version,
        report.failed(LintReport.Severity.ERROR),
        report.failed(LintReport.Severity.WARNING),
        claimed,
        computed,
        report.rules().stream().map(VerdictView::of).toList());
  }

  static String page(String rule) {
    return "docs/lint/" + rule + ".md";
  }
}
