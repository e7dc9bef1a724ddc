package coop.potluck.compatibility;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an image's tag says of a version.
 *
 * @param numbers those it begins with, at least one
 * @param variant what follows them, with its dash; empty where nothing does
 */
record TagNumbers(List<BigInteger> numbers, String variant) {

  private static final int MAX_LENGTH = 200;

  /** A first number of seven digits is a day or a commit, so it is none here. */
  private static final Pattern SHAPE =
      Pattern.compile("[vV]?([0-9]{1,6}(?:\\.[0-9]{1,18}){0,9})((?:[-_+.]?[A-Za-z]|[-_+]).*)?");

  private static final Pattern DAY = Pattern.compile("(?:19|20)[0-9]{2}[-_][0-9]{2}(?![0-9]).*");
  private static final int DIGITS_OF_A_YEAR = 4;

  TagNumbers {
    numbers = List.copyOf(numbers);
  }

  /** What the tag says, if it begins as a version does. */
  static Optional<TagNumbers> parse(@Nullable String tag) {
    if (tag == null || tag.length() > MAX_LENGTH || tag.indexOf('$') >= 0 || isOther(tag)) {
      return Optional.empty();
    }
    var match = SHAPE.matcher(tag);
    if (!match.matches()) {
      return Optional.empty();
    }
    var numbers = new ArrayList<BigInteger>();
    for (var number : match.group(1).split("\\.", -1)) {
      numbers.add(new BigInteger(number));
    }
    var variant = match.group(2);
    return Optional.of(new TagNumbers(numbers, variant == null ? "" : variant));
  }

  /**
   * A day, or a number with letters at its heels, which may be the beginning of a commit's name.
   */
  private static boolean isOther(String tag) {
    var digits = 0;
    while (digits < tag.length() && tag.charAt(digits) >= '0' && tag.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0 || digits == tag.length()) {
      return false;
    }
    var next = tag.charAt(digits);
    return (next >= 'A' && next <= 'Z')
        || (next >= 'a' && next <= 'z')
        || (digits == DIGITS_OF_A_YEAR && DAY.matcher(tag).matches());
  }
}
