package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.app.Sheet.Ink;
import coop.potluck.app.Sheet.Inked;
import java.util.StringJoiner;

/** The way from one version to a higher one, as a person reads it. */
final class UpgradePage {

  private final Sheet sheet;
  private final DifferenceLines lines;

  UpgradePage(Sheet sheet) {
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
    found.path("hops").forEach(this::hop);
    var diff = found.path("environment").path("diff").asText("");
    if (!diff.isEmpty()) {
      sheet.heading("What the .env of an app needs for the whole way");
      sheet.patch(1, diff);
    }
    sheet.end();
  }

  private void head(JsonNode found) {
    var verdict = found.path("verdict").asText();
    sheet.line(
        0,
        new Inked(Ink.BOLD, found.path("coop").asText() + "/" + found.path("name").asText()),
        " ",
        found.path("from").path("tag").asText(),
        " → ",
        found.path("to").path("tag").asText(),
        ": ",
        new Inked(ink(verdict), verdict));
    if (found.path("hops").isEmpty()) {
      sheet.line(1, "there is nothing to upgrade");
      return;
    }
    found.path("reasons").forEach(reason -> sheet.line(1, "because ", reason.asText()));
    var claimed = found.path("claimed").asText("");
    sheet.line(
        1,
        "class: " + found.path("computed").asText(),
        claimed.isEmpty() ? "" : ", claimed by the tags: " + claimed);
    sheet.line(1, "deploy, one after the other: ", tags(found.path("route")));
    var recommended = found.path("recommended").asText("");
    sheet.line(
        1,
        recommended.isEmpty()
            ? "recommended: none; the first step takes work by hand"
            : "recommended: " + recommended);
    if (!found.path("backports").isEmpty()) {
      var backports = new StringJoiner(", ");
      found.path("backports").forEach(one -> backports.add(one.path("tag").asText()));
      sheet.line(1, "kept up beside it: ", backports.toString());
    }
  }

  private void hop(JsonNode hop) {
    var verdict = hop.path("verdict").asText();
    var claimed = hop.path("claimed").asText("");
    var computed = hop.path("computed").asText();
    sheet.gap();
    sheet.line(
        0,
        new Inked(Ink.BOLD, hop.path("to").path("tag").asText()),
        "  " + computed,
        claimed.isEmpty() || claimed.equals(computed) ? "" : " (claimed: " + claimed + ")",
        "  ",
        new Inked(ink(verdict), verdict));
    var stop = hop.path("stop");
    if (stop.isObject()) {
      sheet.line(
          1,
          new Inked(Ink.RED, "stop: "),
          "deploy " + stop.path("deploy").asText() + " first: " + stop.path("because").asText());
    }
    lines.full(1, hop.path("required"));
    var environment = hop.path("environment");
    var added = hop.path("environment").path("add").size();
    if (added + environment.path("remove").size() > 0) {
      sheet.line(1, ".env: ", changed(environment));
    }
    var note = hop.path("note").path("text").asText("");
    sheet.line(1, note.isBlank() ? "notes: none written" : "notes:");
    sheet.text(2, note);
  }

  /** Whole lines to add, the last of which names the key; keys to remove. */
  private static String changed(JsonNode environment) {
    var parts = new StringJoiner("; ");
    var add = new StringJoiner(", ", "add ", "").setEmptyValue("");
    environment
        .path("add")
        .forEach(lines -> add.add(lines.asText().strip().replaceFirst("(?s).*\\R", "")));
    var remove = new StringJoiner(", ", "remove ", "").setEmptyValue("");
    environment.path("remove").forEach(key -> remove.add(key.asText()));
    if (add.length() > 0) {
      parts.add(add.toString());
    }
    if (remove.length() > 0) {
      parts.add(remove.toString());
    }
    return parts.toString();
  }

  private static String tags(JsonNode tags) {
    var names = new StringJoiner(", ");
    tags.forEach(tag -> names.add(tag.asText()));
    return names.toString();
  }

  static Ink ink(String verdict) {
    return switch (verdict) {
      case "safe" -> Ink.GREEN;
      case "review" -> Ink.YELLOW;
      default -> Ink.RED;
    };
  }
}
