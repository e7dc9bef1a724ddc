package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.app.Sheet.Ink;
import coop.potluck.app.Sheet.Inked;

/** What an upgrade means for one operator's file, as a person reads it. */
final class FileCheckPage {

  private final Sheet sheet;
  private final DifferenceLines lines;

  FileCheckPage(Sheet sheet) {
    this.sheet = sheet;
    this.lines = new DifferenceLines(sheet);
  }

  /**
   * Prints the page.
   *
   * @param file what the person calls it
   * @param found as the interface answers it
   */
  void print(String file, JsonNode found) {
    var verdict = found.path("verdict").asText();
    sheet.line(0, new Inked(Ink.BOLD, "For " + file), ": ", new Inked(ink(verdict), verdict));
    for (var overlay : found.path("overlays")) {
      sheet.line(
          1,
          "overlay " + overlay.path("path").asText(),
          overlay.path("known").asBoolean() ? "" : new Inked(Ink.RED, ", which is there no more"));
    }
    secrets(found.path("secrets"));
    keys(found);
    differences("Required with these overlays", found, "required");
    differences("To review with these overlays", found, "review");
    var diff = found.path("patch").path("diff").asText("");
    if (!diff.isEmpty()) {
      sheet.heading("Patch");
      sheet.patch(1, diff);
    }
    sheet.end();
  }

  private static Ink ink(String verdict) {
    return UpgradePage.ink(verdict);
  }

  private void secrets(JsonNode secrets) {
    if (!secrets.isEmpty()) {
      sheet.heading("Secrets to make first");
      for (var secret : secrets) {
        sheet.line(1, secret.path("command").asText());
      }
    }
  }

  private void keys(JsonNode found) {
    if (!found.path("missing").isEmpty()) {
      sheet.heading("Keys that it lacks");
      for (var key : found.path("missing")) {
        var fallback = key.path("fallback");
        sheet.line(
            1,
            new Inked(Ink.BOLD, key.path("key").asText()),
            key.path("required").asBoolean() ? ", which is required" : "",
            fallback.isNull() ? "" : "; without it: \"" + fallback.asText() + "\"");
      }
    }
    if (!found.path("unknown").isEmpty()) {
      sheet.heading("Keys that mean nothing there");
      for (var key : found.path("unknown")) {
        sheet.line(
            1,
            key.path("key").asText(),
            key.path("was").asBoolean() ? ", which meant something until now" : "");
      }
    }
    if (!found.path("pinned").isEmpty()) {
      sheet.heading("Keys that choose an image in place of the recipe");
      for (var key : found.path("pinned")) {
        sheet.line(1, key.path("key").asText(), ": that of " + key.path("service").asText());
      }
    }
  }

  private void differences(String title, JsonNode found, String action) {
    var asking = DifferenceLines.asking(found.path("differences"), action);
    if (!asking.isEmpty()) {
      sheet.heading(title);
      lines.full(1, asking);
    }
  }
}
