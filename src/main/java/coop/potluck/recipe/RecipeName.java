package coop.potluck.recipe;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A recipe's name within its co-op, such as {@code nextcloud}.
 *
 * <p>It becomes a folder and a URL segment, so nothing that a file system, git or a URL reads in a
 * way of its own can be in it.
 */
public record RecipeName(String value) implements Comparable<RecipeName> {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /** What {@link #parse} accepts, in words for an error message. */
  public static final String EXPECTED =
      "1 to 100 letters, digits, dots, dashes or underscores, not starting with a dot or dash,"
          + " without '..' and not ending in '.git', '.lock' or a dot";

  public RecipeName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a recipe's name: " + value);
    }
  }

  /** The name that {@code text} spells, if it is well formed. */
  public static Optional<RecipeName> parse(String text) {
    return isWellFormed(text) ? Optional.of(new RecipeName(text)) : Optional.empty();
  }

  private static boolean isWellFormed(String text) {
    return SHAPE.matcher(text).matches()
        && !text.contains("..")
        && !text.endsWith(".git")
        && !text.endsWith(".lock")
        && !text.endsWith(".");
  }

  @Override
  public int compareTo(RecipeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
