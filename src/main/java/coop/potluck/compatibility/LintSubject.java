package coop.potluck.compatibility;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Version;
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
 * @param planned what a working copy is about to become; absent where it does not say, and for a
 *     version of the catalogue
 */
public record LintSubject(
    RecipeName name,
    @Nullable RecipeContent content,
    List<Problem> problems,
    @Nullable RecipeContent readme,
    @Nullable Previous previous,
    @Nullable Published published,
    @Nullable Planned planned) {

  public LintSubject {
    problems = List.copyOf(problems);
  }

  /** What is about to become of it is not known. */
  public LintSubject(
      RecipeName name,
      @Nullable RecipeContent content,
      List<Problem> problems,
      @Nullable RecipeContent readme,
      @Nullable Previous previous,
      @Nullable Published published) {
    this(name, content, problems, readme, previous, published, null);
  }

  /**
   * The release that is to be made of a working copy.
   *
   * @param version that its label names
   * @param note for those who will upgrade to it; absent where none is written yet
   */
  public record Planned(Version version, @Nullable ReleaseNote note) {}

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
