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

  /** A number with letters at its heels may be the beginning of a commit's name. */
  private static final Pattern HASH_LIKE = Pattern.compile("[0-9]+[A-Za-z].*");

  TagNumbers {
    numbers = List.copyOf(numbers);
  }

  /** What the tag says, if it begins as a version does. */
  static Optional<TagNumbers> parse(@Nullable String tag) {
    if (tag == null
        || tag.length() > MAX_LENGTH
        || tag.indexOf('$') >= 0
        || DAY.matcher(tag).matches()
        || HASH_LIKE.matcher(tag).matches()) {
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
}
