package coop.potluck.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Taking text apart into words: runs of letters and digits, folded; everything else is between
 * them.
 */
final class Words {

  private static final byte BETWEEN = 0;
  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte[] ASCII = ascii();

  private static final int SOFT_HYPHEN = 0xAD;
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;

  private Words() {}

  /**
   * A word of a text.
   *
   * @param text folded, never empty, of at most {@link FoldedWord#MAX_LENGTH} UTF-16 code units
   * @param start where it starts in the text that was given, in UTF-16 code units
   * @param end after its last one
   */
  record Word(String text, int start, int end) {}

  /** The words of a text, in order. */
  static List<Word> of(String text) {
    var words = new ArrayList<Word>(text.length() / 8 + 1);
    var at = 0;
    while (at < text.length()) {
      var unit = text.charAt(at);
      if (unit < ASCII.length) {
        at = ASCII[unit] == BETWEEN ? at + 1 : addRun(text, at, words);
      } else {
        var codePoint = text.codePointAt(at);
        at =
            Character.isLetterOrDigit(codePoint)
                ? addRun(text, at, words)
                : at + Character.charCount(codePoint);
      }
    }
    return words;
  }

  /** The words of a text with blanks between: {@code Uptime-Kuma} is {@code uptime kuma}. */
  static String fold(String text) {
    return of(text).stream().map(Word::text).collect(Collectors.joining(" "));
  }

  /** The words of a text with nothing between: {@code Uptime-Kuma} is {@code uptimekuma}. */
  static String joined(String text) {
    return of(text).stream().map(Word::text).collect(Collectors.joining());
  }

  /**
   * The parts of one written word, folded, where a capital follows a small letter or a digit
   * follows a letter: of {@code HedgeDoc}, {@code [hedge, doc]}. None where there is but one part;
   * no part is a single letter or digit, which would say nothing by itself.
   */
  static List<String> camel(String typed) {
    var parts = new ArrayList<String>();
    var start = 0;
    for (var at = 2; at < typed.length() - 1; at++) {
      if (at - start >= 2 && isBorder(typed.charAt(at - 1), typed.charAt(at))) {
        addPart(typed.substring(start, at), parts);
        start = at;
      }
    }
    addPart(typed.substring(start), parts);
    return parts.size() < 2 ? List.of() : List.copyOf(parts);
  }

  private static boolean isBorder(char before, char after) {
    return (Character.isLowerCase(before) && Character.isUpperCase(after))
        || (Character.isLetter(before) && Character.isDigit(after));
  }

  private static void addPart(String part, List<String> parts) {
    var folded = joined(part);
    if (!folded.isEmpty()) {
      parts.add(folded);
    }
  }

  /** Adds the word that starts here; gives where it ends. */
  private static int addRun(String text, int start, List<Word> words) {
    var kinds = 0;
    var at = start;
    while (at < text.length()) {
      var unit = text.charAt(at);
      if (unit >= ASCII.length) {
        if (isWithinWord(text.codePointAt(at))) {
          return addFolded(text, start, at, words);
        }
        break;
      }
      var kind = ASCII[unit];
      if (kind == BETWEEN) {
        break;
      }
      kinds |= kind;
      at++;
    }
    var word = text.substring(start, at);
    var folded = (kinds & UPPER) == 0 ? word : word.toLowerCase(Locale.ROOT);
    words.add(new Word(FoldedWord.cut(folded), start, at));
    return at;
  }

  /** The same for a word that is not ASCII from {@code from} on. */
  private static int addFolded(String text, int start, int from, List<Word> words) {
    var at = from;
    while (at < text.length()) {
      var codePoint = text.codePointAt(at);
      if (!isWithinWord(codePoint)) {
        break;
      }
      at += Character.charCount(codePoint);
    }
    var folded = FoldedWord.of(text.substring(start, at));
    if (!folded.isEmpty()) {
      words.add(new Word(folded, start, at));
    }
    return at;
  }

  /** Letters and digits, and the marks and invisible signs that do not end a word. */
  private static boolean isWithinWord(int codePoint) {
    if (Character.isLetterOrDigit(codePoint)) {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> codePoint == SOFT_HYPHEN || codePoint == NON_JOINER || codePoint == JOINER;
    };
  }

  private static byte[] ascii() {
    var kinds = new byte[128];
    for (var unit = 0; unit < kinds.length; unit++) {
      if (Character.isLetterOrDigit(unit)) {
        kinds[unit] = Character.isUpperCase(unit) ? UPPER : LOWER;
      }
    }
    return kinds;
  }
}
