package coop.potluck.recipe;

import java.util.Optional;

/** The name of a git object: its SHA-1 in 40 lower-case hexadecimal digits. */
public record ObjectName(String hex) {

  private static final int DIGITS = 40;

  public ObjectName {
    if (!isWellFormed(hex)) {
      throw new IllegalArgumentException("not a git object's name: " + hex);
    }
  }

  private static boolean isWellFormed(String text) {
    return text.length() == DIGITS
        && text.chars().allMatch(it -> (it >= '0' && it <= '9') || (it >= 'a' && it <= 'f'));
  }

  /** The name that {@code text} spells, if it is well formed. */
  public static Optional<ObjectName> parse(String text) {
    return isWellFormed(text) ? Optional.of(new ObjectName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}
