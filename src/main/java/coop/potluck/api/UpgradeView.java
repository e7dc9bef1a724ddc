package coop.potluck.api;

import coop.potluck.compatibility.EnvironmentPatch;
import coop.potluck.compatibility.ReleaseClass;
import coop.potluck.compatibility.UpgradePlan;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from one version to a higher one.
 *
 * @param claimed by the tags of both ends; null unless both are of today's scheme
 * @param computed the furthest hop on the way
 */
record UpgradeView(
    CoopId coop,
    RecipeName name,
    ReleaseView from,
    ReleaseView to,
    UpgradePlan.Verdict verdict,
    List<String> reasons,
    @Nullable ReleaseClass claimed,
    ReleaseClass computed,
    List<String> route,
    @Nullable String recommended,
    List<ReleaseView> backports,
    EnvironmentPatch environment,
    List<HopView> hops) {

  /**
   * One release on the way.
   *
   * @param from the tag of the release before
   * @param note null where its maintainer wrote none
   */
  record HopView(
      String from,
      ReleaseView to,
      @Nullable ReleaseClass claimed,
      ReleaseClass computed,
      UpgradePlan.Verdict verdict,
      @Nullable ReleaseNote note,
      List<DifferenceView> required,
      EnvironmentPatch environment,
      UpgradePlan.@Nullable Stop stop) {

    static HopView of(UpgradePlan.Hop hop) {
      return new HopView(
          hop.from().tag().name(),
          ReleaseView.of(hop.to()),
          hop.claimed(),
          hop.computed(),
          hop.verdict(),
          hop.to().note(),
          DifferenceView.of(hop.required()),
          hop.environment(),
          hop.stop());
    }
  }

  static UpgradeView of(RecipeId recipe, UpgradePlan plan) {
    return new UpgradeView(
        recipe.coop(),
        recipe.name(),
        ReleaseView.of(plan.from()),
        ReleaseView.of(plan.to()),
        plan.verdict(),
        plan.reasons(),
        ReleaseClass.claimed(plan.from().version(), plan.to().version()).orElse(null),
        plan.hops().stream()
            .map(UpgradePlan.Hop::computed)
            .max(Comparator.naturalOrder())
            .orElse(ReleaseClass.NONE),
        plan.route(),
        ReleaseView.tag(plan.recommended()),
        plan.backports().stream().map(ReleaseView::of).toList(),
        plan.environment(),
        plan.hops().stream().map(HopView::of).toList());
  }
}
