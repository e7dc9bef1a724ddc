package coop.potluck.search;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The form of a word in which different spellings of it meet: compatible letters as one, without
 * marks and case, all digits as those of ASCII.
 */
final class FoldedWord {

  /** How many UTF-16 code units a word keeps; what is longer is no word that people seek. */
  static final int MAX_LENGTH = 64;

  private FoldedWord() {}

  /** The word folded and cut; empty if it is nothing but marks. */
  static String of(String word) {
    var apart = Normalizer.normalize(word, Normalizer.Form.NFKD);
    var folded = new StringBuilder(apart.length());
    apart.codePoints().filter(Character::isLetterOrDigit).forEach(it -> append(folded, it));
    // Taking letters apart splits the syllables of Hangul too; together they are letters again.
    return cut(Normalizer.normalize(folded, Normalizer.Form.NFC));
  }

  /** The beginning of a folded word that is kept. */
  static String cut(String folded) {
    if (folded.length() <= MAX_LENGTH) {
      return folded;
    }
    var splits = Character.isHighSurrogate(folded.charAt(MAX_LENGTH - 1));
    return folded.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH);
  }

  private static void append(StringBuilder folded, int codePoint) {
    var lower = Character.toLowerCase(codePoint);
    var plain = plain(lower);
    if (plain != null) {
      folded.append(plain);
    } else if (Character.isDigit(lower)) {
      folded.append((char) ('0' + Character.digit(lower, 10)));
    } else {
      folded.appendCodePoint(lower);
    }
  }

  /** How letters are typed on a keyboard that lacks them, where Unicode keeps them whole. */
  private static @Nullable String plain(int lower) {
    return switch (lower) {
      case 'ß' -> "ss";
      case 'æ' -> "ae";
      case 'œ' -> "oe";
      case 'þ' -> "th";
      case 'ø' -> "o";
      case 'đ', 'ð' -> "d";
      case 'ł' -> "l";
      case 'ħ' -> "h";
      case 'ŧ' -> "t";
      case 'ŋ' -> "n";
      case 'ĸ' -> "k";
      case 'ı' -> "i";
      case 'ς' -> "σ";
      default -> null;
    };
  }
}
