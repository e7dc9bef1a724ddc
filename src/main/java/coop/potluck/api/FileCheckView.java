package coop.potluck.api;

import coop.potluck.compatibility.EnvironmentPatch;
import coop.potluck.compatibility.FileCheck;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.UpgradePlan;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;

/** What an upgrade means for one operator's file; no value of the file is in it. */
record FileCheckView(
    CoopId coop,
    RecipeName name,
    ReleaseView from,
    ReleaseView to,
    UpgradePlan.Verdict verdict,
    List<FileCheck.OverlayInUse> overlays,
    List<FileCheck.MissingKey> missing,
    List<FileCheck.UnknownKey> unknown,
    List<FileCheck.SecretToCreate> secrets,
    List<FileCheck.PinnedKey> pinned,
    List<DifferenceView> differences,
    EnvironmentPatch patch) {

  static FileCheckView of(RecipeId recipe, Release from, Release to, FileCheck check) {
    return new FileCheckView(
        recipe.coop(),
        recipe.name(),
        ReleaseView.of(from),
        ReleaseView.of(to),
        check.verdict(),
        check.overlays(),
        check.missing(),
        check.unknown(),
        check.secrets(),
        check.pinned(),
        DifferenceView.of(check.differences()),
        check.patch());
  }
}
