package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code potluck show}: one recipe, or one version of it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a recipe and its versions, or one version in full.",
    footer = {
      "",
      "Examples:",
      "  potluck show nextcloud",
      "  potluck show tidal/gitea",
      "  potluck show tidal/gitea 2.0.0+1.23.1",
      "  potluck show tidal/gitea 2.0.0+1.23.1 --json"
    })
final class ShowCommand extends NodeCommand {

  @Parameters(
      index = "0",
      paramLabel = "RECIPE",
      description = "A name, which the order of precedence resolves, or CO-OP/NAME.")
  private String recipe = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A tag, or the 40 digits of a commit.")
  private @Nullable String version;

  @Option(names = "--json", description = "Print JSON, as the interface of a node answers it.")
  private boolean json;

  @Override
  int run() {
    var named = new NamedRecipe(recipe);
    try (var catalogue = LocalCatalogue.open(config())) {
      var address = named.address(catalogue);
      if (version != null) {
        var at = address + "/versions/" + NodeReads.encode(version);
        var found = named.found(catalogue, () -> catalogue.get(at));
        if (json) {
          out().println(NodeReads.pretty(found));
        } else {
          new VersionPage(page()).print(found);
        }
        out().flush();
        return Main.OK;
      }
      var found = named.found(catalogue, () -> catalogue.get(address));
      if (json) {
        out().println(NodeReads.pretty(found));
      } else {
        print(found, catalogue.items(address + "/versions"));
      }
      out().flush();
      return Main.OK;
    }
  }

  private void print(JsonNode found, Iterable<JsonNode> versions) {
    page().println(found.path("coop").asText() + "/" + found.path("name").asText());
    line("what it is", found.path("description").asText(""));
    line("website", found.path("website").asText(""));
    line("category", found.path("category").asText(""));
    line("status", status(found));
    line("lint", lint(found.path("lint")));
    for (var one : found.path("end_of_life")) {
      line(
          "past its end of life",
          "%s %s since %s (%s of %s)"
              .formatted(
                  one.path("product").asText(),
                  one.path("cycle").asText(),
                  one.path("ended").asText(),
                  one.path("image").asText(),
                  one.path("service").asText()));
    }
    line("designation", found.path("designation").asText(""));
    var successor = found.path("successor");
    if (successor.isObject()) {
      line("goes on as", successor.path("coop").asText() + "/" + successor.path("name").asText());
    }
    line("repository", found.path("repository").asText(""));
    out().println();
    var table = new Table("VERSION", "DATE", "STATE", "PROBLEMS");
    for (var one : versions) {
      table.row(
          one.path("tag").asText(),
          one.path("time").asText().replaceFirst("T.*", ""),
          one.path("state").asText(),
          one.path("problems").asText());
    }
    table.print(page());
  }

  /** As claimed, and as the files show. */
  private static String status(JsonNode found) {
    var claimed = found.path("status").asText("");
    var computed = found.path("computed_status").path("status").asText("");
    if (computed.isEmpty()) {
      return claimed;
    }
    return (claimed.isEmpty() ? "none claimed" : claimed) + ", computed " + computed;
  }

  private static String lint(JsonNode lint) {
    if (!lint.isObject()) {
      return "";
    }
    var failed = new StringJoiner(" ", " (", ")").setEmptyValue("");
    lint.path("failed").forEach(it -> failed.add(it.asText()));
    return number(lint.path("errors").asInt(), "error")
        + ", "
        + number(lint.path("warnings").asInt(), "warning")
        + failed;
  }

  private static String number(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      page().println("  " + name + ": " + value);
    }
  }
}
