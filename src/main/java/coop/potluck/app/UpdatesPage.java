package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.app.Sheet.Ink;
import java.util.List;

/** What is newer than what somebody runs, as a table to read. */
final class UpdatesPage {

  private final Sheet sheet;

  UpdatesPage(Sheet sheet) {
    this.sheet = sheet;
  }

  /**
   * Prints the table.
   *
   * @param names what the person calls each item: an app's file, or what was typed
   * @param items as the interface answers them
   */
  void print(List<String> names, List<JsonNode> items) {
    var table =
        new Table(
            "INSTALLED",
            "RECIPE",
            "VERSION",
            "LATEST",
            "NEWER",
            "CLASS",
            "TAKES",
            "NOTES",
            "BY MACHINE");
    for (var i = 0; i < items.size(); i++) {
      var item = items.get(i);
      if (item.path("problem").isObject()) {
        continue;
      }
      var newer = item.path("newer").asInt();
      var verdict = item.path("verdict").asText("");
      table.row(
          sheet.cell(names.get(i)),
          sheet.cell(item.path("coop").asText() + "/" + item.path("name").asText()),
          sheet.cell(item.path("version").asText()),
          sheet.cell(newer == 0 ? "that is the latest" : item.path("latest").asText()),
          sheet.cell(newer == 0 ? "" : "" + newer),
          sheet.cell(newer == 0 ? "" : item.path("computed").asText()),
          newer == 0 ? sheet.cell("") : sheet.cell(UpgradePage.ink(verdict), verdict),
          sheet.cell(newer == 0 ? "" : "" + item.path("notes").size()),
          sheet.cell(item.path("automatic").asText("")));
    }
    if (items.stream().anyMatch(item -> !item.path("problem").isObject())) {
      sheet.table(table);
    }
    for (var i = 0; i < items.size(); i++) {
      var problem = items.get(i).path("problem");
      if (problem.isObject()) {
        sheet.line(
            0, new Sheet.Inked(Ink.RED, names.get(i)), ": " + problem.path("detail").asText());
      }
    }
    sheet.end();
  }
}
