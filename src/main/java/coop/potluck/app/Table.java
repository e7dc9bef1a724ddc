package coop.potluck.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in aligned columns, the last of which may be as long as it is. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  void row(String... cells) {
    rows.add(Arrays.stream(cells).map(cell -> cell.replaceAll("\\s+", " ")).toList());
  }

  void print(PrintWriter out) {
    var widths = new int[rows.get(0).size()];
    for (var row : rows) {
      for (var column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    for (var row : rows) {
      var line = new StringBuilder();
      for (var column = 0; column < row.size(); column++) {
        line.append(row.get(column));
        if (column < row.size() - 1) {
          line.append(" ".repeat(widths[column] - row.get(column).length() + 2));
        }
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}
