package coop.potluck.parsing;

import java.util.List;
import java.util.Set;
import org.owasp.html.HtmlSanitizer;

/**
 * A README as plain text: a line for each block, single blanks between words. Of a link its words
 * remain, of a picture, a comment and the feature block nothing.
 */
final class ReadmeText implements HtmlSanitizer.Policy {

  /** What stands within one line: the end of any other element ends it too. */
  private static final Set<String> WITHIN_LINE =
      Set.of(
          "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
          "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
          "sub", "sup", "time", "tt", "u", "var", "wbr");

  private static final Set<String> CELLS = Set.of("td", "th");

  /** Their text is for machines. */
  private static final Set<String> UNREAD = Set.of("iframe", "script", "style", "svg", "template");

  private final int maxLength;
  private final StringBuilder text = new StringBuilder();

  /** What to write before the next character: nothing, a blank or a line break. */
  private char separator = '\0';

  private int unread;
  private boolean full;

  private ReadmeText(int maxLength) {
    this.maxLength = maxLength;
  }

  /**
   * The first {@code maxLength} characters, one fewer where the last would be half of a surrogate
   * pair.
   */
  static String of(SourceText readme, int maxLength) {
    var policy = new ReadmeText(maxLength);
    HtmlSanitizer.sanitize(ReadmeHtml.unsanitised(FeatureBlock.without(readme)), policy);
    return policy.text.toString();
  }

  @Override
  public void openTag(String element, List<String> attributes) {
    part(element);
    unread += UNREAD.contains(element) ? 1 : 0;
  }

  @Override
  public void closeTag(String element) {
    part(element);
    unread -= UNREAD.contains(element) && unread > 0 ? 1 : 0;
  }

  private void part(String element) {
    if (CELLS.contains(element)) {
      separate(' ');
    } else if (!WITHIN_LINE.contains(element)) {
      separate('\n');
    }
  }

  private void separate(char with) {
    if (!text.isEmpty() && separator != '\n') {
      separator = with;
    }
  }

  @Override
  public void text(String words) {
    for (var i = 0; i < words.length() && unread == 0 && !full; ) {
      var character = words.codePointAt(i);
      i += Character.charCount(character);
      if (isBlank(character)) {
        separate(' ');
      } else {
        append(character);
      }
    }
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character);
  }

  private void append(int character) {
    var length = Character.charCount(character) + (separator == '\0' ? 0 : 1);
    full = text.length() + length > maxLength;
    if (full) {
      return;
    }
    if (separator != '\0') {
      text.append(separator);
      separator = '\0';
    }
    text.appendCodePoint(character);
  }

  @Override
  public void openDocument() {
    // Nothing comes before the first word.
  }

  @Override
  public void closeDocument() {
    // Nothing comes after the last word.
  }
}
