package coop.potluck.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code potluck peer remove}: follows a node no more. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description =
        "Stop following a node. What only it said is hidden within a minute; the copy of its log"
            + " stays, and is served on.",
    footer = {
      "",
      "Examples:",
      "  potluck peer remove https://catalogue.tidal.example",
      "  potluck peer remove catalogue.tidal.example/log",
      "",
      "Exit status: 0 it is followed no more, 2 nothing was changed."
    })
final class PeerRemoveCommand extends NodeCommand {

  @Parameters(paramLabel = "PEER", description = "The node's address, or the name of its log.")
  private String peer = "";

  @Override
  int run() {
    var config = config();
    var file = new PeersFile(config.data());
    var found =
        added(config)
            .find(peer)
            .orElseThrow(
                () ->
                    new UnusableException(
                        followed(config).neighbours().find(peer).isPresent()
                            ? peer + " stands in " + coopsFile(config) + "; take it out there"
                            : "no such peer: " + peer + "; potluck peer list names them"));
    file.remove(found);
    out().println(found.origin() + " is followed no more.");
    out().flush();
    return Main.OK;
  }
}
