package coop.potluck.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of text in aligned columns, the last of which may be as long as it is. */
final class Table {

  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * A text in the table.
   *
   * @param style adds what a terminal does not show as characters
   */
  record Cell(String text, UnaryOperator<String> style) {}

  Table(String... head) {
    row(head);
  }

  void row(String... cells) {
    row(Arrays.stream(cells).map(Table::plain).toArray(Cell[]::new));
  }

  void row(Cell... cells) {
    rows.add(
        Arrays.stream(cells)
            .map(cell -> new Cell(cell.text().replaceAll("\\s+", " "), cell.style()))
            .toList());
  }

  static Cell plain(String text) {
    return new Cell(text, UnaryOperator.identity());
  }

  void print(PrintWriter out) {
    var widths = new int[rows.get(0).size()];
    for (var row : rows) {
      for (var column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).text().length());
      }
    }
    for (var row : rows) {
      var line = new StringBuilder();
      for (var column = 0; column < row.size(); column++) {
        var cell = row.get(column);
        line.append(cell.style().apply(cell.text()));
        if (column < row.size() - 1) {
          line.append(" ".repeat(widths[column] - row.get(column).text().length() + 2));
        }
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}
