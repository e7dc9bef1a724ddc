package coop.potluck.recipe;

import java.util.List;

/** What came of reading the files of one commit. */
public sealed interface Reading {

  /** It is a recipe, and this is what it says. */
  record Parsed(RecipeContent content) implements Reading {}

  /** It means to be a recipe, and its maintainer can mend why it is none; never empty. */
  record Rejected(List<Problem> problems) implements Reading {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /** It is something else: an app's code, documentation; the reason names what is missing. */
  record NotARecipe(String reason) implements Reading {}
}
