package coop.potluck.peer;

import coop.potluck.recipe.RecipeName;
import java.util.Locale;

/**
 * Where the git repository of a recipe and what a log states of it are not one.
 *
 * @param origin of the log
 * @param coop its DNS name
 * @param tag empty for the head
 * @param position of the statement
 * @param sentence for people
 */
public record GitFault(
    String origin,
    String coop,
    RecipeName recipe,
    String tag,
    Kind kind,
    long position,
    String sentence) {

  /** What is wrong; the names are stable. */
  public enum Kind {
    /** A repository has the tag elsewhere than the log says. */
    GIT_MISMATCH,
    /** Nobody who could be asked has it where the log says. */
    GIT_MISSING,
    /** The manifest is not that of the commit. */
    MANIFEST_MISMATCH,
    /** This program reads the commit otherwise than the log's: information, no lie. */
    OTHER_READING;

    /** The name in the database and in JSON: {@code git_missing}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
