package coop.potluck.federation;

import coop.potluck.recipe.Problem;

/** A document of a log does not have the form that its specification gives it. */
public final class MalformedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String where;
  private final String expected;

  /**
   * A fault that is at {@code where} in the document.
   *
   * @param where the document's kind and the place in it, such as {@code checkpoint line 2}
   * @param expected what would be right there; never a part of a secret
   */
  public MalformedException(String where, String expected) {
    super(where + ": " + expected);
    this.where = where;
    this.expected = expected;
  }

  /** The fault as others are reported. */
  public Problem problem() {
    return new Problem(where, expected);
  }
}
