package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fault that a maintainer or operator can mend.
 *
 * @param recipe the name as its source gives it; null for a fault of the source
 * @param tag null for a fault of the recipe as a whole
 */
public record ProblemEntry(
    Kind kind, CoopId coop, @Nullable String recipe, @Nullable String tag, Problem problem) {

  /** What kind of fault; in the order in which they are listed. */
  public enum Kind {
    /** A source fails or is held. */
    SOURCE,
    /** A source lists a repository that is passed over. */
    SKIPPED,
    /** A repository is missing from its source, or was turned away as no recipe. */
    REPOSITORY,
    /** The last attempt at a repository, or at working out what it comes to, failed. */
    OUTCOME,
    /** A head or version could not be read. */
    REJECTED,
    /** A tag that is no version. */
    TAG,
    /** A limit met, or something odd that kept nobody from reading the rest. */
    WARNING;

    /** The name in JSON: {@code rejected}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
