package coop.potluck.app;

import coop.potluck.peer.PeerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck peer list}: whom this node follows. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the nodes that this one follows, by both files that can name them.",
    footer = {"", "Examples:", "  potluck peer list", "  potluck peer list --json"})
final class PeerListCommand extends NodeCommand {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    var named = followed(config).neighbours();
    var all = named.and(added(config));
    if (json) {
      var items =
          all.peers().stream()
              .map(
                  peer -> {
                    var item = new LinkedHashMap<String, Object>();
                    item.put("origin", peer.origin());
                    item.put("url", peer.url().toString());
                    item.put("key", peer.key().vkey());
                    item.put("fingerprint", Fingerprint.of(peer.key()));
                    item.put("coops", peer.coops());
                    item.put("except", peer.except());
                    item.put("git", peer.git());
                    item.put("file", file(config, named, peer));
                    return item;
                  })
              .toList();
      out().println(NodeReads.pretty(NodeReads.document(NodeReads.JSON.valueToTree(items))));
      out().flush();
      return Main.OK;
    }
    if (all.peers().isEmpty()) {
      out().println("This node follows no other; potluck peer add URL begins.");
      out().flush();
      return Main.OK;
    }
    var table = new Table("LOG", "ADDRESS", "TAKES", "NAMED IN");
    for (var peer : all.peers()) {
      table.row(peer.origin(), peer.url().toString(), takes(peer), file(config, named, peer));
    }
    table.print(page());
    return Main.OK;
  }

  private static String takes(PeerSettings peer) {
    var what =
        !peer.coops().isEmpty()
            ? String.join(", ", peer.coops())
            : peer.except().isEmpty() ? "all" : "all but " + String.join(", ", peer.except());
    return peer.git() ? what + ", with git" : what;
  }

  private static String file(Config config, Neighbours named, PeerSettings peer) {
    return (named.peers().contains(peer)
            ? List.of(coopsFile(config))
            : List.of(new PeersFile(config.data()).path()))
        .get(0)
        .toString();
  }
}
