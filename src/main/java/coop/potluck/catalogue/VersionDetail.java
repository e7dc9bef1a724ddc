package coop.potluck.catalogue;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version in full.
 *
 * @param latest whether it is the recipe's latest
 * @param files of its commit
 * @param problems the limits met while its files were read, and the reasons if it was rejected
 * @param note what the maintainer wrote for those who upgrade to it
 * @param moves when its tag pointed elsewhere before
 */
public record VersionDetail(
    RecipeId recipe,
    VersionEntry version,
    boolean latest,
    Reading reading,
    List<FileEntry> files,
    List<Problem> problems,
    @Nullable ReleaseNote note,
    List<MovedTag> moves) {
  public VersionDetail {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
    moves = List.copyOf(moves);
  }
}
