package coop.potluck.api;

/** Text as XML 1.0 can hold it. */
final class XmlText {

  private XmlText() {}

  /** The same without the characters that no XML 1.0 document may have, however it is written. */
  static String of(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().filter(XmlText::isAllowed).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** The same in one line, and no longer than so many characters. */
  static String line(String text, int most) {
    var line = of(text).strip().replaceAll("\\s+", " ");
    var length = line.codePointCount(0, line.length());
    return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** By the production {@code Char}; a half of a surrogate pair is none. */
  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
