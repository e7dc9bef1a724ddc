package coop.potluck.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code potluck list}: the recipes. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the recipes of the catalogue in the data folder.",
    footer = {
      "",
      "Examples:",
      "  potluck list",
      "  potluck list chat",
      "  potluck list --coop harvest --min-status 3",
      "  potluck list --image postgres --json"
    })
final class ListCommand extends NodeCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description = "What they are, do or are made of, as potluck search takes it.")
  private @Nullable String text;

  @Mixin private SearchFilters filters = new SearchFilters();

  @Option(names = "--json", description = "Print JSON, as the interface of a node answers it.")
  private boolean json;

  @Override
  int run() {
    try (var catalogue = LocalCatalogue.open(config())) {
      var found = catalogue.first(filters.address(text, "none"), NodeReads.MAX_ENTRIES);
      var page = new FoundPage(found, terminal(), filters.isByComputedStatus());
      page.warn(notes());
      if (json) {
        out().println(NodeReads.pretty(NodeReads.document(found.withArray("items"))));
      } else if (found.path("items").isEmpty()) {
        out().println("No recipe matches.");
      } else {
        page.print("RECIPE", out());
      }
      out().flush();
      return Main.OK;
    }
  }
}
