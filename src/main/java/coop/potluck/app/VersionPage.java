package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.StringJoiner;

/** One version of a recipe as a page that a person reads. */
final class VersionPage {

  private final PrintWriter out;

  VersionPage(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints the page.
   *
   * @param found as the interface answers it
   */
  void print(JsonNode found) {
    var version = found.path("version");
    var content = found.path("content");
    out.println(
        recipe(found)
            + " "
            + version.path("tag").asText()
            + (found.path("latest").asBoolean() ? " (latest)" : ""));
    line("what it is", content.path("summary").asText(""));
    line("released", version.path("time").asText().replaceFirst("T.*", ""));
    line(
        "commit",
        version.path("commit").asText()
            + (version.path("annotated").asBoolean() ? "" : ", tag not annotated"));
    line("state", version.path("state").asText().replace('_', ' '));
    line("because", found.path("reason").asText(""));
    services(content.path("composition").path("services"));
    environment(content.path("environment"));
    secrets(content.path("composition").path("secrets"));
    volumes(content.path("composition").path("volumes"));
    section("Needs", content.path("needs"), "name", "because");
    privileges(content.path("privileges"));
    overlays(content.path("overlays"));
    note(found.path("note").path("text").asText(""));
    section("Problems", found.path("problems"), "where", "expected");
    section("Warnings", content.path("warnings"), "where", "expected");
  }

  private static String recipe(JsonNode found) {
    return found.path("coop").asText() + "/" + found.path("name").asText();
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      out.println("  " + name + ": " + value);
    }
  }

  private void services(JsonNode services) {
    var table = new Table("SERVICE", "IMAGE", "HEALTHCHECK");
    for (var one : services) {
      table.row(
          one.path("name").asText(),
          image(one),
          one.path("healthcheck").asBoolean() ? "yes" : "no");
    }
    print(table, services);
  }

  private static String image(JsonNode service) {
    var image = service.path("image");
    if (!image.isObject()) {
      return service.path("image_text").asText("-");
    }
    var registry = image.path("registry").asText("");
    var path = image.path("path").asText();
    var tag = image.path("tag").asText("");
    var digest = image.path("digest").asText("");
    return (registry.equals("docker.io")
            ? path.replaceFirst("^library/", "")
            : registry + "/" + path)
        + (tag.isEmpty() ? "" : ":" + tag)
        + (digest.isEmpty() ? "" : "@" + digest);
  }

  private void environment(JsonNode keys) {
    var table = new Table("VARIABLE", "NEED", "DEFAULT", "MEANING");
    for (var one : keys) {
      table.row(
          one.path("key").asText(),
          one.path("optional").asBoolean() ? "optional" : "required",
          one.path("value").asText(),
          one.path("comment").asText(""));
    }
    print(table, keys);
  }

  private void secrets(JsonNode secrets) {
    var table = new Table("SECRET", "VERSION", "LENGTH", "WHO MAKES IT");
    for (var one : secrets) {
      table.row(
          one.path("name").asText(),
          one.path("version").asText("-"),
          one.path("length").asText("-"),
          one.path("generate").asBoolean() ? "generated" : "the operator");
    }
    print(table, secrets);
  }

  private void volumes(JsonNode volumes) {
    var names = new StringJoiner(", ");
    volumes.forEach(one -> names.add(one.path("name").asText() + external(one)));
    paragraph("Volumes", names.toString());
  }

  private static String external(JsonNode one) {
    return one.path("external").asBoolean() ? " (external)" : "";
  }

  private void privileges(JsonNode privileges) {
    if (!privileges.isEmpty()) {
      head("Privileges");
      for (var one : privileges) {
        out.println(
            "  "
                + one.path("service").asText()
                + ": "
                + one.path("kind").asText().replace('_', ' ')
                + " "
                + one.path("detail").asText()
                + optional(one));
      }
    }
  }

  private void overlays(JsonNode overlays) {
    if (!overlays.isEmpty()) {
      head("Overlays");
      for (var one : overlays) {
        var state =
            one.path("by_default").asBoolean()
                ? "on by default"
                : one.path("offered").asBoolean() ? "offered" : "not mentioned in .env.sample";
        out.println("  " + one.path("path").asText() + ": " + state);
        one.path("problems").forEach(problem -> item(problem, "where", "expected"));
      }
    }
  }

  private void note(String text) {
    if (!text.isBlank()) {
      head("Release note");
      text.lines().forEach(one -> out.println(one.isEmpty() ? "" : "  " + one));
    }
  }

  private void section(String title, JsonNode items, String first, String second) {
    if (!items.isEmpty()) {
      head(title);
      items.forEach(one -> item(one, first, second));
    }
  }

  private void item(JsonNode one, String first, String second) {
    out.println("  " + one.path(first).asText() + ": " + one.path(second).asText() + optional(one));
  }

  private static String optional(JsonNode one) {
    return one.path("optional").asBoolean() ? " (with an overlay that is off by default)" : "";
  }

  private void paragraph(String title, String text) {
    if (!text.isEmpty()) {
      head(title);
      out.println("  " + text);
    }
  }

  private void head(String title) {
    out.println();
    out.println(title);
  }

  private void print(Table table, JsonNode rows) {
    if (!rows.isEmpty()) {
      out.println();
      table.print(out);
    }
  }
}
