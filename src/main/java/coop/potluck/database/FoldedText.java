package coop.potluck.database;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text without case and accents, so that what is stored and what is asked for meet. */
public final class FoldedText {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private FoldedText() {}

  /** The text folded, with single blanks between words. */
  public static String of(String text) {
    var apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    var bare = MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    return BLANKS.matcher(bare).replaceAll(" ").strip();
  }
}
