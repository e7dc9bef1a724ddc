package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.app.Sheet.Ink;
import coop.potluck.app.Sheet.Inked;
import java.util.StringJoiner;

/** What differs between two versions, as a person reads it. */
final class ComparisonPage {

  private final Sheet sheet;
  private final DifferenceLines lines;

  ComparisonPage(Sheet sheet) {
    this.sheet = sheet;
    this.lines = new DifferenceLines(sheet);
  }

  /**
   * Prints the page.
   *
   * @param found as the interface answers it
   */
  void print(JsonNode found) {
    head(found);
    var differences = found.path("differences");
    section("Required", differences, "required");
    section("To review", differences, "review");
    var rest = DifferenceLines.asking(differences, "none");
    if (!rest.isEmpty()) {
      sheet.heading("Asks for nothing");
      lines.brief(1, rest);
    }
    if (differences.isEmpty()) {
      sheet.line(1, "nothing differs that a deployment is made of");
    }
    files(found.path("files"));
    notes(found.path("notes"));
    sheet.end();
  }

  private void head(JsonNode found) {
    sheet.line(
        0,
        new Inked(Ink.BOLD, found.path("coop").asText() + "/" + found.path("name").asText()),
        " ",
        found.path("from").path("tag").asText(),
        " → ",
        found.path("to").path("tag").asText());
    if (found.path("downgrade").asBoolean()) {
      sheet.line(1, new Inked(Ink.RED, "a downgrade: what the newer version wrote may be lost"));
    }
    if (!found.path("view").asText("defaults").equals("defaults")) {
      sheet.line(1, "looked at: ", view(found));
    }
    var claimed = found.path("claimed").asText("");
    sheet.line(
        1,
        "class: " + found.path("computed").asText(),
        claimed.isEmpty() ? "" : ", claimed by the tags: " + claimed);
    var disagreement = found.path("disagreement").asText("");
    if (!disagreement.isEmpty()) {
      sheet.line(1, new Inked(Ink.YELLOW, disagreement));
    }
    var risk = found.path("risk").asText("none");
    if (!risk.equals("none")) {
      sheet.line(
          1, "at worst: ", new Inked(DifferenceLines.ink(risk), DifferenceLines.words(risk)));
    }
  }

  private static String view(JsonNode found) {
    if (found.path("view").asText().equals("abra")) {
      return "all Compose files at the root, as abra merges them";
    }
    var names = new StringJoiner(", ", "compose.yml with ", "");
    names.setEmptyValue("compose.yml alone");
    found.path("overlays").forEach(one -> names.add(one.asText()));
    return names.toString();
  }

  private void section(String title, JsonNode differences, String action) {
    var asking = DifferenceLines.asking(differences, action);
    if (!asking.isEmpty()) {
      sheet.heading(title);
      lines.full(1, asking);
    }
  }

  private void files(JsonNode files) {
    var names = new StringJoiner(", ");
    for (var file : files) {
      if (file.path("diff").isNull() && file.path("because").isNull()) {
        var change = file.path("change").asText();
        names.add(file.path("path").asText() + (change.equals("changed") ? "" : " " + change));
      }
    }
    if (names.length() > 0) {
      sheet.heading("Other files that differ");
      sheet.line(1, names.toString());
    }
    for (var file : files) {
      if (!file.path("diff").isNull()) {
        sheet.gap();
        sheet.patch(0, file.path("diff").asText());
      } else if (!file.path("because").isNull()) {
        sheet.gap();
        sheet.line(0, file.path("path").asText() + ": " + file.path("because").asText());
      }
    }
  }

  private void notes(JsonNode notes) {
    if (!notes.isEmpty()) {
      sheet.heading("Notes");
      notes.forEach(note -> sheet.line(1, note.asText()));
    }
  }
}
