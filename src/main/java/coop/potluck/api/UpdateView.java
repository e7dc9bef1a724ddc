package coop.potluck.api;

import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.ReleaseClass;
import coop.potluck.compatibility.Updates;
import coop.potluck.compatibility.UpgradePlan;
import coop.potluck.http.Refusal;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is newer than one installed version; or, where {@code problem} is not null, why that cannot
 * be told, and then what is not known is null.
 *
 * @param installed as it was asked for
 * @param version the tag that is meant
 */
record UpdateView(
    String installed,
    @Nullable CoopId coop,
    @Nullable RecipeName name,
    @Nullable String version,
    @Nullable Integer newer,
    @Nullable String latest,
    @Nullable String latestMinor,
    @Nullable String latestPatch,
    @Nullable ReleaseClass claimed,
    @Nullable ReleaseClass computed,
    UpgradePlan.@Nullable Verdict verdict,
    List<String> notes,
    @Nullable String automatic,
    @Nullable ProblemOfItem problem) {

  /** Why nothing can be told of one item. */
  record ProblemOfItem(String type, String title, int status, String detail) {}

  static UpdateView of(String asked, RecipeId recipe, Release installed, Updates updates) {
    return new UpdateView(
        asked,
        recipe.coop(),
        recipe.name(),
        installed.tag().name(),
        updates.newer(),
        ReleaseView.tag(updates.latest()),
        ReleaseView.tag(updates.latestMinor()),
        ReleaseView.tag(updates.latestPatch()),
        updates.claimed(),
        updates.computed(),
        updates.verdict(),
        updates.notes(),
        ReleaseView.tag(updates.automatic()),
        null);
  }

  /** An item of which nothing can be told; the recipe is absent where not even that is known. */
  static UpdateView of(String asked, @Nullable RecipeId recipe, Refusal refusal) {
    var type = refusal.type();
    return new UpdateView(
        asked,
        recipe == null ? null : recipe.coop(),
        recipe == null ? null : recipe.name(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        new ProblemOfItem(type.uri(), type.title(), type.status(), refusal.detail()));
  }
}
