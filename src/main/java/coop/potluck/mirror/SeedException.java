package coop.potluck.mirror;

import coop.potluck.recipe.Problem;
import java.nio.file.Path;

/** A seed that cannot be turned into a repository. */
public final class SeedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  SeedException(Path file, int line, String expected) {
    super(file + ":" + line + ": " + expected);
    this.problem = new Problem(file + ":" + line, expected);
  }

  /** The file and line, and what is expected there. */
  public Problem problem() {
    return problem;
  }
}
