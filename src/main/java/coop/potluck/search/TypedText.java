package coop.potluck.search;

/** A text as a person typed it: where its blanks, quotation marks and names are. */
record TypedText(String text) {

  private static final String QUOTES = "\"“”„‟«»";

  private static final String LIBRARY = "library/";

  int length() {
    return text.length();
  }

  String part(int start, int end) {
    return text.substring(start, end);
  }

  /** Where the first thing from here on starts that is no blank; the length if nothing does. */
  int skipBlanks(int from) {
    var at = from;
    while (at < text.length() && isBlank(at)) {
      at++;
    }
    return at;
  }

  /** Where the next blank is, or the end. */
  int unitEnd(int from) {
    var end = from;
    while (!isEnd(end)) {
      end++;
    }
    return end;
  }

  /** Whether a blank is here, or nothing. */
  boolean isEnd(int index) {
    return index >= text.length() || isBlank(index);
  }

  boolean isDigit(int index) {
    return index < text.length() && Character.isDigit(text.charAt(index));
  }

  boolean isQuote(int index) {
    return index < text.length() && QUOTES.indexOf(text.charAt(index)) >= 0;
  }

  /** Where the phrase that this quotation mark opens is closed; -1 where it is not. */
  int closingQuote(int open) {
    for (var close = open + 1; close < text.length(); close++) {
      if (isQuote(close)) {
        return close;
      }
    }
    return -1;
  }

  /** Whether a minus is here that something follows. */
  boolean isMinus(int index) {
    return text.startsWith("-", index) && !isEnd(index + 1) && text.charAt(index + 1) != '-';
  }

  /**
   * Where the colon of a name of letters and underscores is; -1 where there is none, as in an
   * address.
   */
  int colon(int from) {
    var end = from;
    while (end < text.length() && isOfName(text.charAt(end), end > from)) {
      end++;
    }
    var isName = end - from > 1 && text.startsWith(":", end) && !text.startsWith("//", end + 1);
    return isName ? end : -1;
  }

  private static boolean isOfName(char unit, boolean isInside) {
    return Character.isLetter(unit) || (isInside && unit == '_');
  }

  /** Where the name of an image starts, behind its registry: that is not what it is called. */
  int imageName(int from, int end) {
    var slash = text.indexOf('/', from);
    var behind = slash > from && slash + 1 < end && isHost(from, slash) ? slash + 1 : from;
    var library = behind + LIBRARY.length();
    return text.startsWith(LIBRARY, behind) && library < end ? library : behind;
  }

  /** Whether all up to {@code end} is the name of an image that begins with its registry. */
  boolean isWholeImage(int from, int end) {
    var slash = text.indexOf('/', from);
    return slash > from
        && slash < end
        && isHost(from, slash)
        && part(slash + 1, end).indexOf('/') > 0;
  }

  private boolean isHost(int from, int end) {
    var host = part(from, end);
    return host.indexOf('.') > 0 || host.indexOf(':') > 0 || host.equals("localhost");
  }

  private boolean isBlank(int index) {
    var unit = text.charAt(index);
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }
}
