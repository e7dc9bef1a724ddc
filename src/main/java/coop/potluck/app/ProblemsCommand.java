package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
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
                  : "/api/v1/coops/" + NodeReads.encode(coop) + "/problems");
      if (json) {
        out().println(NodeReads.pretty(NodeReads.document(items)));
      } else {
        print(page(), items);
      }
      out().flush();
      return Main.OK;
    }
  }

  /** What has a subject in common stands below it. */
  private static void print(PrintWriter out, ArrayNode items) {
    var last = "";
    for (var item : items) {
      var subject = subject(item);
      if (!subject.equals(last)) {
        out.println(subject);
        last = subject;
      }
      out.println("  " + item.path("where").asText() + ": " + item.path("expected").asText());
    }
    out.println(
        items.isEmpty()
            ? "No problems are known."
            : SyncReport.plural(items.size(), "problem", "problems"));
  }

  private static String subject(JsonNode item) {
    var name = item.path("name").asText("");
    var version = item.path("version").asText("");
    return item.path("coop").asText()
        + (name.isEmpty() ? "" : "/" + name)
        + (version.isEmpty() ? "" : " " + version)
        + " ("
        + item.path("kind").asText()
        + ")";
  }
}
