package coop.potluck.federation;

import java.util.OptionalLong;

/** ASCII decimal numbers without a sign or leading zeroes. */
final class Decimal {

  private static final int MAX_DIGITS = 19;

  private Decimal() {}

  /** The number that {@code text} spells; empty if it is spelt otherwise or is 2^63 or more. */
  static OptionalLong parse(String text) {
    if (text.isEmpty()
        || text.length() > MAX_DIGITS
        || (text.length() > 1 && text.charAt(0) == '0')
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
