package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands share that ask the catalogue of the data folder, or another node. */
abstract class AskingCommand extends NodeCommand {

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "Ask this node, such as https://potluck.example.org, not the data folder.")
  private @Nullable String node;

  @Option(names = "--json", description = "Print JSON, as the interface of a node answers it.")
  private boolean json;

  /** Whether another node is asked. */
  final boolean isRemote() {
    return node != null;
  }

  final boolean isJson() {
    return json;
  }

  /** Opens what is asked. */
  final NodeReads ask() {
    return node == null
        ? LocalCatalogue.open(config())
        : RemoteNode.open(node, config().outbound());
  }

  /** Where a person reads the answer. */
  final Sheet sheet() {
    return new Sheet(out(), terminal());
  }

  final void printJson(JsonNode answer) {
    out().println(NodeReads.pretty(answer));
    out().flush();
  }
}
