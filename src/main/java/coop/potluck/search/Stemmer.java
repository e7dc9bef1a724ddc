package coop.potluck.search;

import java.util.List;

/**
 * English words without their endings, so that {@code conferences} and {@code conferencing} meet.
 *
 * <p>The algorithm of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), step by
 * step; words of two letters stay as they are, since little would be left of them.
 *
 * <p>A <i>measure</i> is how often a vowel is followed by a consonant: 0 in {@code tree}, 1 in
 * {@code trees}, 2 in {@code private}.
 */
final class Stemmer {

  /** An ending, and what stands for it afterwards. */
  private record Rule(String ending, String instead) {}

  private static final List<Rule> PLURALS = rules("sses:ss ies:i ss:ss s:");

  private static final List<Rule> DOUBLE_ENDINGS =
      rules(
          "ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e"
              + " ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful"
              + " ousness:ous aliti:al iviti:ive biliti:ble");

  private static final List<Rule> ENDINGS =
      rules("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");

  private static final List<Rule> LAST_ENDINGS =
      rules(
          "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ion: ou: ism: ate: iti: ous:"
              + " ive: ize:");

  private Stemmer() {}

  /** The stem of a folded word; of one that has digits or letters beyond a to z, the word. */
  static String stem(String folded) {
    if (folded.length() <= 2 || !folded.chars().allMatch(it -> it >= 'a' && it <= 'z')) {
      return folded;
    }
    var stem = withoutPlural(folded);
    stem = withoutPast(stem);
    stem = withPlainY(stem);
    stem = replaced(stem, DOUBLE_ENDINGS, 1);
    stem = replaced(stem, ENDINGS, 1);
    stem = replaced(stem, LAST_ENDINGS, 2);
    stem = withoutE(stem);
    return measure(stem) > 1 && stem.endsWith("ll") ? cut(stem, 1) : stem;
  }

  /** Step 1a: {@code ponies} is {@code poni}, {@code cats} is {@code cat}. */
  private static String withoutPlural(String word) {
    return replaced(word, PLURALS, 0);
  }

  /** Step 1b: {@code plastered} is {@code plaster}, {@code hopping} is {@code hop}. */
  private static String withoutPast(String word) {
    if (word.endsWith("eed")) {
      return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
    }
    for (var ending : List.of("ed", "ing")) {
      if (word.endsWith(ending)) {
        var stem = cut(word, ending.length());
        return hasVowel(stem) ? mended(stem) : word;
      }
    }
    return word;
  }

  /** What step 1b cut off too far: {@code conflat} is {@code conflate}. */
  private static String mended(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    if (endsDouble(stem)) {
      return "lsz".indexOf(last(stem)) < 0 ? cut(stem, 1) : stem;
    }
    return measure(stem) == 1 && endsShort(stem) ? stem + "e" : stem;
  }

  /** Step 1c: {@code happy} is {@code happi}, {@code sky} stays. */
  private static String withPlainY(String word) {
    return word.endsWith("y") && hasVowel(cut(word, 1)) ? cut(word, 1) + "i" : word;
  }

  /** Step 5a: {@code probate} is {@code probat}, {@code rate} stays. */
  private static String withoutE(String word) {
    if (!word.endsWith("e")) {
      return word;
    }
    var stem = cut(word, 1);
    var measure = measure(stem);
    return measure > 1 || (measure == 1 && !endsShort(stem)) ? stem : word;
  }

  /**
   * Steps 2 to 4: the rule of the longest ending that fits decides, and changes nothing where less
   * than this measure would be left.
   */
  private static String replaced(String word, List<Rule> rules, int leastMeasure) {
    for (var rule : rules) {
      if (word.endsWith(rule.ending)) {
        var stem = cut(word, rule.ending.length());
        var applies =
            measure(stem) >= leastMeasure
                && (!rule.ending.equals("ion") || stem.endsWith("s") || stem.endsWith("t"));
        return applies ? stem + rule.instead : word;
      }
    }
    return word;
  }

  private static int measure(String stem) {
    var measure = 0;
    var afterVowel = false;
    for (var at = 0; at < stem.length(); at++) {
      var vowel = isVowel(stem, at);
      if (afterVowel && !vowel) {
        measure++;
      }
      afterVowel = vowel;
    }
    return measure;
  }

  private static boolean hasVowel(String stem) {
    for (var at = 0; at < stem.length(); at++) {
      if (isVowel(stem, at)) {
        return true;
      }
    }
    return false;
  }

  /** A y is a vowel after a consonant only: in {@code syzygy}, every one; in {@code toy}, none. */
  private static boolean isVowel(String stem, int at) {
    return switch (stem.charAt(at)) {
      case 'a', 'e', 'i', 'o', 'u' -> true;
      case 'y' -> at > 0 && !isVowel(stem, at - 1);
      default -> false;
    };
  }

  private static boolean endsDouble(String stem) {
    var end = stem.length() - 1;
    return end > 0 && stem.charAt(end) == stem.charAt(end - 1) && !isVowel(stem, end);
  }

  /** Consonant, vowel, consonant, the last not w, x or y: {@code hop}, not {@code snow}. */
  private static boolean endsShort(String stem) {
    var end = stem.length() - 1;
    return end > 1
        && !isVowel(stem, end)
        && isVowel(stem, end - 1)
        && !isVowel(stem, end - 2)
        && "wxy".indexOf(last(stem)) < 0;
  }

  private static char last(String stem) {
    return stem.charAt(stem.length() - 1);
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  /** The rules of a table, the longest endings first. */
  private static List<Rule> rules(String table) {
    return List.of(table.split(" ", -1)).stream()
        .map(it -> it.split(":", -1))
        .map(it -> new Rule(it[0], it[1]))
        .sorted((a, b) -> b.ending.length() - a.ending.length())
        .toList();
  }
}
