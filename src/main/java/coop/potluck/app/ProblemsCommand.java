package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck problems}: what somebody should mend. */
@Command(
    name = "problems",
    mixinStandardHelpOptions = true,
    description = "List what is wrong with sources, repositories and versions, and how to mend it.",
    footer = {"", "Examples:", "  potluck problems", "  potluck problems --coop tidal --json"})
final class ProblemsCommand extends NodeCommand {

  @Option(names = "--coop", paramLabel = "ALIAS", description = "Those of one co-op.")
  private @Nullable String coop;

  @Option(names = "--json", description = "Print JSON, as the interface of a node answers it.")
  private boolean json;

  @Override
  int run() {
    try (var catalogue = LocalCatalogue.open(config())) {
      var items =
          catalogue.items(
              coop == null
                  ? "/api/v1/problems"
                  : "/api/v1/coops/" + LocalCatalogue.encode(coop) + "/problems");
      if (json) {
        out().println(LocalCatalogue.pretty(LocalCatalogue.document(items)));
        return Main.OK;
      }
      var table = new Table("RECIPE", "VERSION", "KIND", "WHERE: WHAT");
      for (var item : items) {
        table.row(
            recipe(item),
            item.path("version").asText("-"),
            item.path("kind").asText(),
            item.path("where").asText() + ": " + item.path("expected").asText());
      }
      table.print(out());
      return Main.OK;
    }
  }

  private static String recipe(JsonNode item) {
    var name = item.path("name").asText("");
    return item.path("coop").asText() + (name.isEmpty() ? "" : "/" + name);
  }
}
