package coop.potluck.app;

import java.io.PrintWriter;
import java.util.function.UnaryOperator;

/**
 * What a person reads: text that strangers wrote is made harmless, and coloured where the terminal
 * shows colours.
 */
final class Sheet {

  /** How text can stand out, by the terminal's commands that begin and end it. */
  enum Ink {
    PLAIN("", ""),
    BOLD("1", "22"),
    FAINT("2", "22"),
    RED("31", "39"),
    GREEN("32", "39"),
    YELLOW("33", "39"),
    CYAN("36", "39");

    private final String on;
    private final String off;

    Ink(String on, String off) {
      this.on = on;
      this.off = off;
    }
  }

  /** A text that stands out. */
  record Inked(Ink ink, String text) {}

  private static final String INDENT = "  ";
  private static final int MAX_LINE = 2_000;

  private final PrintWriter out;
  private final boolean colours;

  /**
   * A sheet.
   *
   * @param out shows everything that it is given
   */
  Sheet(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.colours = terminal.colours();
  }

  /**
   * Prints a line.
   *
   * @param parts texts, or texts in an ink
   */
  void line(int indent, Object... parts) {
    var line = new StringBuilder(INDENT.repeat(indent));
    for (var part : parts) {
      line.append(
          part instanceof Inked inked
              ? style(inked.ink()).apply(oneLine(inked.text()))
              : oneLine(part.toString()));
    }
    out.println(line.toString().stripTrailing());
  }

  /** Begins a paragraph with a heading. */
  void heading(String text) {
    gap();
    line(0, new Inked(Ink.BOLD, text));
  }

  void gap() {
    out.println();
  }

  /** Prints lines as they are, below one another. */
  void text(int indent, String text) {
    text.strip().lines().forEach(line -> line(indent, line));
  }

  /** Prints a patch in the unified format. */
  void patch(int indent, String diff) {
    diff.lines().forEach(line -> line(indent, new Inked(ink(line), line)));
  }

  private static Ink ink(String line) {
    if (line.startsWith("+++") || line.startsWith("---")) {
      return Ink.BOLD;
    }
    if (line.startsWith("@@")) {
      return Ink.CYAN;
    }
    return line.startsWith("+") ? Ink.GREEN : line.startsWith("-") ? Ink.RED : Ink.PLAIN;
  }

  /** Prints rows that {@link #cell} made. */
  void table(Table table) {
    table.print(out);
  }

  /** A text for a table. */
  Table.Cell cell(Ink ink, String text) {
    return new Table.Cell(oneLine(text), style(ink));
  }

  Table.Cell cell(String text) {
    return cell(Ink.PLAIN, text);
  }

  void end() {
    out.flush();
  }

  private UnaryOperator<String> style(Ink ink) {
    return colours && !ink.on.isEmpty()
        ? text -> text.isEmpty() ? "" : "\u001b[" + ink.on + "m" + text + "\u001b[" + ink.off + "m"
        : UnaryOperator.identity();
  }

  /** Harmless, and no line of its own: a carriage return would write over what stands there. */
  private static String oneLine(String text) {
    var line = VisibleWriter.visible(text).replaceAll("\\R", " ").replace('\r', ' ');
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
  }
}
