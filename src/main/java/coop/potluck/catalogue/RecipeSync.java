package coop.potluck.catalogue;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a repository found.
 *
 * @param head null if it was not read this time: what is known of it stays
 * @param tags every tag that is there now; a known one that is missing is withdrawn
 * @param readings of the tags that were read this time, by tag; a tag that is new or moved and has
 *     no reading is left for a later look
 * @param problems of the repository as a whole; they replace those of the look before
 * @param parserSchema the number of the parser that read
 */
public record RecipeSync(
    RecipeId id,
    @Nullable HeadSync head,
    List<Tag> tags,
    Map<String, VersionSync> readings,
    List<Problem> problems,
    int parserSchema) {

  /**
   * The head of the default branch, as read.
   *
   * @param readmeHtml sanitised; null where there is no README
   * @param readmeText the README as plain text, to be searched; empty where there is none
   * @param notes one for each tag that has one
   * @param nextNote the draft for the release to come
   * @param files with their bytes where they were read; text up to a limit is stored
   */
  public record HeadSync(
      Head head,
      Reading reading,
      @Nullable String readmeHtml,
      String readmeText,
      List<ReleaseNote> notes,
      @Nullable ReleaseNote nextNote,
      RecipeFiles files) {
    public HeadSync {
      notes = List.copyOf(notes);
    }
  }

  /** A tag that is a version, as read; its problems are those of the files and of the reading. */
  public record VersionSync(Reading reading, RecipeFiles files) {}

  public RecipeSync {
    tags = List.copyOf(tags);
    readings = Map.copyOf(readings);
    problems = List.copyOf(problems);
  }
}
