package coop.potluck.compatibility;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at by lint: a version of the catalogue, or a working copy before its tag exists.
 *
 * @param content absent where the files could not be read as a recipe
 * @param problems why they could not
 * @param readme the content that the README's claims are taken from; the head's in the catalogue
 * @param previous the release before it; absent for the first one
 * @param published absent for a working copy
 */
public record LintSubject(
    RecipeName name,
    @Nullable RecipeContent content,
    List<Problem> problems,
    @Nullable RecipeContent readme,
    @Nullable Previous previous,
    @Nullable Published published) {

  public LintSubject {
    problems = List.copyOf(problems);
  }

  /** The release that a version follows. */
  public record Previous(Release release, RecipeContent content, List<Difference> differences) {
    public Previous {
      differences = List.copyOf(differences);
    }
  }

  /**
   * What only a catalogue knows.
   *
   * @param release the version; absent for a head
   * @param moves how often its tag pointed elsewhere before
   * @param followed whether the repository is one that the catalogue follows at its own address
   */
  public record Published(@Nullable Release release, int moves, boolean followed) {}
}
