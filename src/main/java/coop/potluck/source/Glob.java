package coop.potluck.source;

import java.util.Optional;
import java.util.regex.Pattern;

/** A pattern of names: {@code *} stands for any characters, {@code ?} for one. */
public record Glob(String text) {

  /** What {@link #parse} accepts, in words for an error message. */
  public static final String EXPECTED =
      "a pattern of letters, digits, dots, dashes, underscores, '*' and '?', such as php-*";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._*?-]{1,100}");

  public Glob {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a pattern: " + text);
    }
  }

  /** The pattern that {@code text} spells, if it is well formed. */
  public static Optional<Glob> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new Glob(text)) : Optional.empty();
  }

  /** Whether the whole of {@code name} fits; capitals count. */
  public boolean matches(String name) {
    var at = 0;
    var in = 0;
    var star = -1;
    var resume = 0;
    while (in < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < text.length()
          && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
