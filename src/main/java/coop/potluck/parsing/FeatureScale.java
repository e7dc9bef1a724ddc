package coop.potluck.parsing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a rating at the start of a claim: a digit, or the emoji of the scale before it. */
enum FeatureScale {
  /** Of the status and the image. */
  OVERALL("543210"),
  /** Of email, tests and single sign-on. */
  SINGLE(" 321 0");

  private static final List<List<String>> EMOJI =
      List.of(
          List.of("🌈🌈", "🌈"),
          List.of("❶💚", "❶", "💚"),
          List.of("❷💛", "❷", "💛"),
          List.of("❸🍎", "❸", "🍎"),
          List.of("❹💣", "❹", "💣"),
          List.of("❌"));

  /** A character for each of {@link #EMOJI}; a space where the scale has no such step. */
  private final String values;

  FeatureScale(String values) {
    this.values = values;
  }

  /** The claim with an emoji at its start replaced by what it stands for now. */
  String modern(String claim) {
    var text = claim.replace("\uFE0F", "").strip();
    if (text.startsWith("⛔")) {
      return ("N/A" + text.substring("⛔".length())).strip();
    }
    for (var i = 0; i < EMOJI.size(); i++) {
      for (var emoji : EMOJI.get(i)) {
        if (text.startsWith(emoji) && values.charAt(i) != ' ') {
          return values.charAt(i) + text.substring(emoji.length());
        }
      }
    }
    return claim;
  }

  /** The digit that a claim starts with, as in {@code 3, stable}; null where it does not. */
  static @Nullable Integer digit(String claim) {
    var starts = !claim.isEmpty() && claim.charAt(0) >= '0' && claim.charAt(0) <= '9';
    var ends = claim.length() == 1 || (starts && !Character.isLetterOrDigit(claim.charAt(1)));
    return starts && ends ? claim.charAt(0) - '0' : null;
  }
}
