package coop.potluck.api;

import coop.potluck.compatibility.Action;
import coop.potluck.compatibility.Comparison;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.ReleaseClass;
import coop.potluck.compatibility.Risk;
import coop.potluck.compatibility.View;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a recipe, and what it comes to. */
record ComparisonView(
    CoopId coop,
    RecipeName name,
    Looked view,
    List<String> overlays,
    ReleaseView from,
    ReleaseView to,
    boolean downgrade,
    @Nullable ReleaseClass claimed,
    ReleaseClass computed,
    @Nullable String disagreement,
    Action action,
    Risk risk,
    List<DifferenceView> differences,
    List<FileChangeView> files,
    List<String> notes) {

  /** Which of the Compose files were looked at. */
  enum Looked {
    DEFAULTS,
    OVERLAYS,
    ABRA;

    static Looked of(View view) {
      if (view instanceof View.Overlays) {
        return OVERLAYS;
      }
      return view instanceof View.Abra ? ABRA : DEFAULTS;
    }
  }

  static ComparisonView of(
      RecipeId recipe,
      View view,
      Release from,
      Release to,
      Comparison comparison,
      List<FileChangeView> files) {
    return new ComparisonView(
        recipe.coop(),
        recipe.name(),
        Looked.of(view),
        view instanceof View.Overlays overlays ? overlays.names() : List.of(),
        ReleaseView.of(from),
        ReleaseView.of(to),
        comparison.downgrade(),
        comparison.claimed(),
        comparison.computed(),
        comparison.disagreement(),
        comparison.action(),
        comparison.risk(),
        DifferenceView.of(comparison.differences()),
        files,
        comparison.notes());
  }
}
