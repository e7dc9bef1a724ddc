package coop.potluck.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A file of words that comes with the software: blank lines and comments aside. */
final class WordFile {

  /**
   * A line that says something.
   *
   * @param number from 1
   */
  record Line(String file, int number, String text) {

    /** What to throw where the line is not as it should be. */
    IllegalStateException malformed(String expected) {
      return new IllegalStateException(file + ", line " + number + ": expected " + expected);
    }
  }

  private WordFile() {}

  /** The lines of a resource beside this class. */
  static List<Line> read(String name) {
    try (var stream = WordFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return lines(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a file's text; a comment goes from {@code #} to the end of its line. */
  static List<Line> lines(String name, String text) {
    var lines = new ArrayList<Line>();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      var comment = line.indexOf('#');
      var said = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!said.isEmpty()) {
        lines.add(new Line(name, number, said));
      }
    }
    return lines;
  }
}
