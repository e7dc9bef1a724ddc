package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
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
    line("status", found.path("status").asText(""));
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

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      page().println("  " + name + ": " + value);
    }
  }
}
