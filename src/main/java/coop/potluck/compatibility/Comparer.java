package coop.potluck.compatibility;

import coop.potluck.recipe.RecipeContent;
import java.util.List;

/** Compares versions of one recipe. Pure: the same versions always differ alike. */
public final class Comparer {

  /** Grows whenever the same contents are found to differ otherwise than before. */
  public static final int SCHEMA = 1;

  /**
   * What differs between two contents.
   *
   * @throws UnknownOverlayException if the view names an overlay that neither has
   */
  public List<Difference> differences(RecipeContent from, RecipeContent to, View view) {
    throw new UnsupportedOperationException();
  }

  /** What differs, given the differences, which may have been worked out before. */
  public Comparison comparison(
      Release from,
      RecipeContent fromContent,
      Release to,
      RecipeContent toContent,
      View view,
      List<Difference> differences) {
    throw new UnsupportedOperationException();
  }

  /** What differences come to, whatever was promised. */
  public static ReleaseClass computed(List<Difference> differences) {
    throw new UnsupportedOperationException();
  }
}
