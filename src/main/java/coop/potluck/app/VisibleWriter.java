package coop.potluck.app;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Lets nothing through that would command a terminal: what is written came from strangers. */
final class VisibleWriter extends FilterWriter {

  private static final char REPLACEMENT = '\uFFFD';

  VisibleWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    out.write(visible((char) c));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(visible(text.substring(offset, offset + length)));
  }

  static String visible(String text) {
    var shown = new StringBuilder(text.length());
    text.chars().forEach(c -> shown.append(visible((char) c)));
    return shown.toString();
  }

  /** Controls, and what turns the direction of text. */
  private static char visible(char c) {
    var harmful =
        (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
            || Character.getType(c) == Character.FORMAT;
    return harmful ? REPLACEMENT : c;
  }
}
