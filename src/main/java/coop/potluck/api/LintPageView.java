package coop.potluck.api;

import coop.potluck.catalogue.RecipeLint;
import coop.potluck.catalogue.RuleCount;
import coop.potluck.compatibility.LintReport;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of what lint says of recipes, in short, and how each rule fares.
 *
 * @param rules of the recipes of all pages
 */
record LintPageView(
    List<ItemView> items, long total, @Nullable String next, List<RuleCountView> rules) {

  /** One recipe; {@code version} is null for a head. */
  record ItemView(
      CoopId coop,
      RecipeName name,
      @Nullable String version,
      int computedStatus,
      int errors,
      int warnings,
      List<String> failed) {

    static ItemView of(RecipeLint lint) {
      return new ItemView(
          lint.recipe().coop(),
          lint.recipe().name(),
          lint.tag().isEmpty() ? null : lint.tag(),
          lint.computedStatus(),
          lint.errors(),
          lint.warnings(),
          lint.failed());
    }
  }

  /** How many recipes a rule passes, fails and says nothing of. */
  record RuleCountView(
      String id,
      LintReport.Severity severity,
      String what,
      String page,
      int passed,
      int failed,
      int notApplicable) {}

  /** Every rule there is, those that nothing was held against yet included. */
  static List<RuleCountView> rules(List<LintReport.Rule> rules, List<RuleCount> counts) {
    Map<String, RuleCount> byRule =
        counts.stream().collect(Collectors.toMap(RuleCount::rule, Function.identity()));
    return rules.stream()
        .map(
            rule -> {
              var count = byRule.getOrDefault(rule.id(), new RuleCount(rule.id(), 0, 0, 0));
              return new RuleCountView(
                  rule.id(),
                  rule.severity(),
                  rule.what(),
                  LintView.page(rule.id()),
                  count.passed(),
                  count.failed(),
                  count.notApplicable());
            })
        .toList();
  }
}
