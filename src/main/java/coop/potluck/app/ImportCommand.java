package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.federation.VerifierKey;
import coop.potluck.peer.PeerSettings;
import coop.potluck.peer.Round;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code potluck import}: takes what another node exported. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Take a log from a file that potluck export wrote, with every check that its node would meet"
          + " over the network. Needs no network; stop the node first.",
      "A log that is not followed yet is followed from then on, by the key that you confirm."
    },
    footer = {
      "",
      "Examples:",
      "  potluck import harvest.tar --key 'catalogue.harvest.example/log+…'",
      "  potluck import harvest.tar",
      "",
      "Exit status: 0 all of it was taken, 1 some of it was not, 2 nothing was."
    })
final class ImportCommand extends NodeCommand {

  @Parameters(paramLabel = "FILE", description = "The archive.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "VKEY",
      description = "The key that its operator gave you; nothing is asked then.")
  private @Nullable String key;

  @Option(names = "--yes", description = "Trust the key that stands in the file.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    var followed = followed(config);
    try (var archive = ArchiveFile.open(file)) {
      var peer = peer(config, archive.description());
      if (peer == null) {
        out().println("Nothing was changed.");
        out().flush();
        return Main.SOME_FAILED;
      }
      try (var node = Application.open(config, followed)) {
        var round = node.federated().take(peer, archive);
        if (!(round instanceof Round.Good good)) {
          throw new UnusableException("nothing was taken: " + reason(round));
        }
        var git = new ArchiveGit(node, archive, config.data()).take(peer.origin());
        return told(node, peer, good, git);
      }
    } catch (IOException e) {
      throw new UnusableException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String reason(Round round) {
    if (round instanceof Round.Refused refused) {
      return refused.kind().text() + ": " + refused.reason();
    }
    return round instanceof Round.Failed failed ? failed.reason() : ((Round.Paused) round).reason();
  }

  /** The peer whose log it is, which is one from now on; null where the person says no. */
  private @Nullable PeerSettings peer(Config config, JsonNode description) {
    var text = description.path("key").asText("");
    var shown = NeighboursReader.logKey(text);
    if (shown == null) {
      throw new UnusableException(file + " names no key of a log");
    }
    if (LogName.of(config).filter(shown.name()::equals).isPresent()) {
      throw new UnusableException(
          "that is this node's own log; potluck log recover --archive takes it back");
    }
    var known = neighbours(config).find(shown.name());
    if (known.isPresent()) {
      if (key != null && !known.get().key().vkey().equals(key.strip())) {
        throw new UnusableException(
            shown.name() + " is followed by another key than --key says: " + known.get().key());
      }
      return known.get();
    }
    notes().println("Log          " + shown.name());
    notes().println("Key          " + shown.vkey());
    notes().println("Fingerprint  " + Fingerprint.of(shown));
    if (!Confirmation.given(shown, key, yes, terminal(), input(), out())) {
      return null;
    }
    var peer = PeerSettings.of(url(description, shown), shown);
    new PeersFile(config.data()).add(peer);
    return peer;
  }

  /** Where it might be reached one day; the log's name is an address, too. */
  private static URI url(JsonNode description, VerifierKey key) {
    var url = description.path("url").asText("").replaceFirst("/+$", "");
    return !url.isEmpty() && CoopsValues.faultOfWebUrl(url) == null
        ? URI.create(url)
        : URI.create("https://" + key.name().replaceFirst("/[^/]*$", ""));
  }

  private int told(
      Application node, PeerSettings peer, Round.Good good, List<ArchiveGit.Taken> git) {
    var aside = node.federated().peers().quarantine().count(peer.origin());
    var failed = git.stream().filter(one -> one.fault() != null).toList();
    if (json) {
      var answer = new LinkedHashMap<String, Object>();
      answer.put("origin", peer.origin());
      answer.put("size", good.size());
      answer.put("added", good.added());
      answer.put("put_aside", aside);
      answer.put("repositories", git.size() - failed.size());
      answer.put("repositories_refused", failed.size());
      out().println(NodeReads.pretty(NodeReads.JSON.valueToTree(answer)));
      out().flush();
    } else {
      var sheet = new Sheet(out(), terminal());
      sheet.line(
          0, peer.origin(), " has ", good.size(), " entries here, ", good.added(), " of them new.");
      if (aside > 0) {
        sheet.line(0, aside, " items were put aside; potluck problems names them.");
      }
      if (!git.isEmpty()) {
        sheet.line(0, git.size() - failed.size(), " of ", git.size(), " repositories were taken.");
      }
      failed.forEach(one -> sheet.line(1, one.recipe(), ": ", String.valueOf(one.fault())));
      sheet.end();
    }
    return aside == 0 && failed.isEmpty() ? Main.OK : Main.SOME_FAILED;
  }
}
