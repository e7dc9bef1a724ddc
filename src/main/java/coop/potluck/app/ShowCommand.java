package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.http.Refusal;
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

  private static final int MAX_NAME = 100;

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
    try (var catalogue = LocalCatalogue.open(config())) {
      var address = "/api/v1/recipes/" + id(catalogue);
      if (version != null) {
        var found = found(catalogue, address + "/versions/" + NodeReads.encode(version));
        if (json) {
          out().println(NodeReads.pretty(found));
        } else {
          new VersionPage(page()).print(found);
        }
        out().flush();
        return Main.OK;
      }
      var found = found(catalogue, address);
      if (json) {
        out().println(NodeReads.pretty(found));
      } else {
        print(found, catalogue.items(address + "/versions"));
      }
      out().flush();
      return Main.OK;
    }
  }

  private String id(LocalCatalogue catalogue) {
    var slash = recipe.indexOf('/');
    if (slash >= 0) {
      return NodeReads.encode(recipe.substring(0, slash))
          + "/"
          + NodeReads.encode(recipe.substring(slash + 1));
    }
    for (var item : catalogue.get("/api/v1/names").path("items")) {
      if (item.path("name").asText().equals(recipe)) {
        return item.path("coop").asText() + "/" + NodeReads.encode(recipe);
      }
    }
    throw new UnusableException("there is no recipe named " + recipe + near(catalogue));
  }

  private JsonNode found(NodeReads catalogue, String address) {
    try {
      return catalogue.get(address);
    } catch (UnusableException e) {
      if (e.getCause() instanceof Refusal refusal
          && refusal.type().slug().equals("recipe-not-found")) {
        throw new UnusableException(e.getMessage() + near(catalogue), e);
      }
      throw e;
    }
  }

  /** Which recipe may have been meant, where one may; called as the person calls it. */
  private String near(NodeReads catalogue) {
    var slash = recipe.indexOf('/');
    var name = recipe.substring(slash + 1);
    if (name.isBlank() || name.length() > MAX_NAME) {
      return "";
    }
    var suggested = catalogue.get("/api/v1/suggest?q=" + NodeReads.encode(name));
    for (var one : suggested.path("items")) {
      var meant = one.path("recipe");
      if (meant.isObject()) {
        var coop = slash < 0 ? "" : meant.path("coop").asText() + "/";
        return "; did you mean " + coop + meant.path("name").asText() + "?";
      }
    }
    return "";
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
