package coop.potluck.http;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that a route takes in its query.
 *
 * @param least the smallest number, or the fewest characters (code points) of a text
 * @param most the largest number, or the most characters of a text
 * @param preset what holds where it is not given; absent for none
 * @param choices the texts it may be; empty where any will do
 * @param repeatable whether it may be given several times, of which all must hold
 * @param ordered whether several values mean something else in another order
 */
public record Parameter(
    String name,
    Type type,
    int least,
    int most,
    @Nullable String preset,
    List<String> choices,
    boolean repeatable,
    boolean ordered) {

  /** How the value is read. */
  public enum Type {
    TEXT,
    /** A text in which a space is read as the plus that it was before somebody decoded it. */
    VERSION,
    INTEGER,
    /** Some of the choices, parted by commas, or {@link #ALL} or {@link #NONE} of them. */
    SOME,
    CURSOR
  }

  /** In place of every choice. */
  public static final String ALL = "all";

  /** In place of no choice. */
  public static final String NONE = "none";

  private static final int MAX_CHOICES = 256;
  private static final int MAX_CURSOR = 1_024;

  public Parameter {
    choices = List.copyOf(choices);
  }

  /** A text of at most so many characters, and at least one. */
  public static Parameter text(String name, int most) {
    return new Parameter(name, Type.TEXT, 1, most, null, List.of(), false, false);
  }

  /** A version's tag or commit. */
  public static Parameter version(String name) {
    return new Parameter(name, Type.VERSION, 1, 250, null, List.of(), false, false);
  }

  /** A whole number from {@code least} to {@code most}. */
  public static Parameter integer(String name, int least, int most) {
    return new Parameter(name, Type.INTEGER, least, most, null, List.of(), false, false);
  }

  /** One of several words. */
  public static Parameter choice(String name, List<String> choices) {
    return new Parameter(name, Type.TEXT, 1, 64, null, choices, false, false);
  }

  /** Some of several words, which {@link Request#some} answers in their order. */
  public static Parameter some(String name, List<String> choices) {
    return new Parameter(name, Type.SOME, 1, MAX_CHOICES, null, choices, false, false);
  }

  /** Where a list goes on, as the page before told. */
  public static Parameter cursor() {
    return new Parameter("cursor", Type.CURSOR, 1, MAX_CURSOR, null, List.of(), false, false);
  }

  /** The same with at most so many characters. */
  public Parameter most(int characters) {
    return new Parameter(name, type, least, characters, preset, choices, repeatable, ordered);
  }

  /** The same, which is {@code value} where it is not given. */
  public Parameter preset(String value) {
    return new Parameter(name, type, least, most, value, choices, repeatable, ordered);
  }

  /** The same, which may be there and be empty, as a form sends a field that nobody filled. */
  public Parameter blank() {
    return new Parameter(name, type, 0, most, preset, choices, repeatable, ordered);
  }

  /** The same, which may be given several times. */
  public Parameter repeated() {
    return new Parameter(name, type, least, most, preset, choices, true, false);
  }

  /** The same, which may be given several times, and is answered in that order. */
  public Parameter inOrder() {
    return new Parameter(name, type, least, most, preset, choices, true, true);
  }

  /** The value in its canonical spelling. */
  String read(String raw) {
    var value = type == Type.VERSION ? raw.replace(' ', '+') : raw;
    if (type == Type.INTEGER) {
      return Integer.toString(number(value));
    }
    var length = value.codePointCount(0, value.length());
    if (length < least || length > most) {
      throw new Refusal(
              type == Type.CURSOR
                  ? ProblemType.MALFORMED_CURSOR
                  : ProblemType.PARAMETER_OUT_OF_RANGE,
              name + " has " + least + " to " + most + " characters")
          .with("parameter", name);
    }
    if (type == Type.SOME) {
      return chosen(value);
    }
    if (!choices.isEmpty() && !choices.contains(value)) {
      throw new Refusal(
              ProblemType.MALFORMED_PARAMETER, name + " is one of " + String.join(", ", choices))
          .with("parameter", name);
    }
    return value;
  }

  private String chosen(String value) {
    if (value.equals(ALL) || value.equals(NONE)) {
      return value;
    }
    var given = new HashSet<>(Arrays.asList(value.split(",", -1)));
    if (!choices.containsAll(given)) {
      throw new Refusal(
              ProblemType.MALFORMED_PARAMETER,
              "%s is %s, %s, or some of %s, parted by commas"
                  .formatted(name, ALL, NONE, String.join(", ", choices)))
          .with("parameter", name);
    }
    return given.size() == choices.size()
        ? ALL
        : choices.stream().filter(given::contains).collect(Collectors.joining(","));
  }

  private int number(String value) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      var digits = !value.isEmpty() && value.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
      var tooLong = digits && (value.charAt(0) == '-' ? value.length() > 1 : isDigit(value));
      throw tooLong ? outOfRange() : notANumber();
    }
    if (number < least || number > most) {
      throw outOfRange();
    }
    return number;
  }

  private static boolean isDigit(String value) {
    return value.charAt(0) >= '0' && value.charAt(0) <= '9';
  }

  private Refusal notANumber() {
    return new Refusal(ProblemType.MALFORMED_PARAMETER, name + " is a whole number")
        .with("parameter", name);
  }

  private Refusal outOfRange() {
    return new Refusal(
            ProblemType.PARAMETER_OUT_OF_RANGE, name + " is from " + least + " to " + most)
        .with("parameter", name);
  }
}
