package coop.potluck.api;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.search.Suggestion;
import org.jspecify.annotations.Nullable;

/** A name or a category that somebody who types may mean. */
record SuggestionView(Kind kind, String text, @Nullable NamedView recipe, int recipes) {

  /** What the text is. */
  enum Kind {
    NAME,
    CATEGORY
  }

  /** The recipe that has a name. */
  record NamedView(CoopId coop, RecipeName name) {

    static NamedView of(RecipeId id) {
      return new NamedView(id.coop(), id.name());
    }
  }

  static SuggestionView of(Suggestion suggestion) {
    var recipe = suggestion.recipe();
    return new SuggestionView(
        recipe == null ? Kind.CATEGORY : Kind.NAME,
        suggestion.text(),
        recipe == null ? null : NamedView.of(recipe),
        suggestion.recipes());
  }
}
