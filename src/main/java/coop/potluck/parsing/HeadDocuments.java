package coop.potluck.parsing;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.ReleaseNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read from the head of the default branch alone, since maintainers write it late.
 *
 * @param readmePath of the README in the repository; absent where there is none
 * @param readmeHtml the README as HTML that can be shown as it is; absent where it was not read
 * @param readmeText the README as plain text up to a limit; empty where it was not read
 * @param notes of releases, in the order of their tags as text, without the draft
 * @param nextNote the draft for the release to come; absent where there is none
 * @param problems what was cut, replaced or left unread
 */
public record HeadDocuments(
    @Nullable String readmePath,
    @Nullable String readmeHtml,
    String readmeText,
    List<ReleaseNote> notes,
    @Nullable String nextNote,
    List<Problem> problems) {

  public HeadDocuments {
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }
}
