package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What a search found, as a person reads it. */
final class FoundPage {

  private final JsonNode found;
  private final Terminal terminal;
  private final boolean computed;

  /**
   * A page of what was found.
   *
   * @param found as the interface answers it
   * @param computed whether the computed status is shown beside the claimed one
   */
  FoundPage(JsonNode found, Terminal terminal, boolean computed) {
    this.found = found;
    this.terminal = terminal;
    this.computed = computed;
  }

  /** Tells what of the text was read otherwise than it looks. */
  void warn(PrintWriter notes) {
    for (var warning : found.path("warnings")) {
      notes.println(
          "Read as plain words: "
              + warning.path("at").asText()
              + " (expected: "
              + warning.path("expected").asText()
              + ")");
    }
  }

  /**
   * Prints the recipes in a table, below what has to be known of them.
   *
   * @param name how the table calls its first column
   * @param out shows everything that it is given; what strangers wrote is made harmless before
   */
  void print(String name, PrintWriter out) {
    var corrected = found.path("did_you_mean").asText("");
    if (!corrected.isEmpty()) {
      out.println("Showing results for \"" + VisibleWriter.visible(corrected) + "\".");
    }
    if (found.path("matching").asText().equals("most")) {
      out.println("No recipe has all of these words; these have the most of them.");
    }
    var status = computed ? "STATUS, COMPUTED" : "STATUS";
    var table = new Table(name, "LATEST", status, "WHAT IT IS");
    for (var item : found.path("items")) {
      var emphasis = terminal.colours() ? Emphasis.of(item.path("match")) : Emphasis.NONE;
      table.row(
          new Table.Cell(
              VisibleWriter.visible(item.path("coop").asText() + "/" + item.path("name").asText()),
              emphasis::in),
          Table.plain(VisibleWriter.visible(item.path("latest").path("tag").asText("-"))),
          Table.plain(VisibleWriter.visible(status(item))),
          new Table.Cell(VisibleWriter.visible(about(item)), emphasis::in));
    }
    table.print(out);
  }

  private String status(JsonNode item) {
    var claimed = item.path("status").asText("-");
    return computed ? claimed + ", " + item.path("computed_status").asText("-") : claimed;
  }

  private static String about(JsonNode item) {
    var description = item.path("description").asText("");
    return description.isEmpty() ? item.path("title").asText("") : description;
  }
}
