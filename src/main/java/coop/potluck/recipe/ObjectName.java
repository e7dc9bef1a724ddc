package coop.potluck.recipe;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a git object: its SHA-1 in 40 lower-case hexadecimal digits. */
public record ObjectName(String hex) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}");

  public ObjectName {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a git object's name: " + hex);
    }
  }

  /** The name that {@code text} spells, if it is well formed. */
  public static Optional<ObjectName> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new ObjectName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}
