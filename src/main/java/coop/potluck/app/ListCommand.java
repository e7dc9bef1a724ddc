package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      description = "Words that the name or description must contain.")
  private @Nullable String text;

  @Option(names = "--coop", paramLabel = "ALIAS", description = "Those of one co-op.")
  private @Nullable String coop;

  @Option(names = "--category", paramLabel = "NAME", description = "Those of one category.")
  private @Nullable String category;

  @Option(
      names = "--min-status",
      paramLabel = "0-5",
      description = "Those of at least this status.")
  private @Nullable String minStatus;

  @Option(names = "--image", paramLabel = "NAME", description = "Those that use an image.")
  private @Nullable String image;

  @Option(names = "--needs", paramLabel = "NAME", description = "Those that need another recipe.")
  private @Nullable String needs;

  @Option(names = "--privilege", paramLabel = "KIND", description = "Those that ask for one.")
  private @Nullable String privilege;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description = "name, updated or status. Default: name")
  private @Nullable String sort;

  @Option(names = "--json", description = "Print JSON, as the interface of a node answers it.")
  private boolean json;

  @Override
  int run() {
    try (var catalogue = LocalCatalogue.open(config())) {
      var items = catalogue.items("/api/v1/recipes" + query());
      if (json) {
        out().println(LocalCatalogue.pretty(LocalCatalogue.document(items)));
        out().flush();
        return Main.OK;
      }
      if (items.isEmpty()) {
        out().println("No recipe matches.");
        out().flush();
        return Main.OK;
      }
      var table = new Table("RECIPE", "LATEST", "STATUS", "WHAT IT IS");
      for (var item : items) {
        table.row(
            item.path("coop").asText() + "/" + item.path("name").asText(),
            item.path("latest").path("tag").asText("-"),
            item.path("status").asText("-"),
            about(item));
      }
      table.print(page());
      return Main.OK;
    }
  }

  private String query() {
    var wanted = new LinkedHashMap<String, @Nullable String>();
    wanted.put("q", text);
    wanted.put("coop", coop);
    wanted.put("category", category);
    wanted.put("min_status", minStatus);
    wanted.put("image", image);
    wanted.put("needs", needs);
    wanted.put("privilege", privilege);
    wanted.put("sort", sort);
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (Map.Entry<String, @Nullable String> one : wanted.entrySet()) {
      var value = one.getValue();
      if (value != null) {
        query.add(one.getKey() + "=" + LocalCatalogue.encode(value));
      }
    }
    return query.toString();
  }

  private static String about(JsonNode item) {
    var description = item.path("description").asText("");
    return description.isEmpty() ? item.path("title").asText("") : description;
  }
}
