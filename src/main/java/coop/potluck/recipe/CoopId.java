package coop.potluck.recipe;

import java.util.Optional;
import java.util.regex.Pattern;

/** A co-op's short alias within this node, such as {@code harvest}. */
public record CoopId(String value) implements Comparable<CoopId> {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

  /** What {@link #parse} accepts, in words for an error message. */
  public static final String EXPECTED =
      "1 to 40 lower-case letters, digits or inner dashes, such as harvest";

  public CoopId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a co-op's alias: " + value);
    }
  }

  /** The alias that {@code text} spells, if it is well formed. */
  public static Optional<CoopId> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new CoopId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(CoopId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
