package coop.potluck.app;

import coop.potluck.peer.PeerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code potluck peer add}: follows another node, by its key. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Follow another node. It is asked who it is; its key is pinned once you confirm it, and from"
          + " then on only what that key signed is believed.",
      "A running node begins within a minute."
    },
    footer = {
      "",
      "Examples:",
      "  potluck peer add https://catalogue.tidal.example",
      "  potluck peer add https://catalogue.tidal.example --coop tidal.example --git",
      "  potluck peer add https://catalogue.tidal.example --key 'catalogue.tidal.example/log+…'",
      "",
      "Exit status: 0 it is followed, 1 you said no, 2 nothing was changed."
    })
final class PeerAddCommand extends NodeCommand {

  @Parameters(paramLabel = "URL", description = "The node's address.")
  private String url = "";

  @Option(
      names = "--key",
      paramLabel = "VKEY",
      description = "The key that its operator gave you; nothing is asked then.")
  private @Nullable String key;

  @Option(
      names = "--coop",
      paramLabel = "DOMAIN",
      description = "Take only this co-op's recipes; may be given several times.")
  private List<String> only = List.of();

  @Option(
      names = "--except",
      paramLabel = "DOMAIN",
      description = "Take all but this co-op's recipes; may be given several times.")
  private List<String> except = List.of();

  @Option(
      names = "--speaks-for",
      paramLabel = "DOMAIN",
      description =
          "This co-op's recipes are taken from it, whatever the co-op's own site says; may be given"
              + " several times.")
  private List<String> speaksFor = List.of();

  @Option(names = "--git", description = "Mirror the recipes' repositories, too.")
  private boolean git;

  @Option(names = "--yes", description = "Trust whoever answers there.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    var all = neighbours(config);
    var domains = domains(only, "--coop");
    var others = domains(except, "--except");
    if (!domains.isEmpty() && !others.isEmpty()) {
      throw new UnusableException("either --coop or --except, not both");
    }
    var node = PublishedNode.ask(url, config.outbound());
    all.find(node.key().name())
        .ifPresent(
            peer -> {
              throw new UnusableException(
                  node.key().name() + " is followed already, at " + peer.url());
            });
    if (LogName.of(config).filter(node.key().name()::equals).isPresent()) {
      throw new UnusableException("that is this node itself");
    }
    if (all.peers().size() >= config.federation().maxPeers()) {
      throw new UnusableException(
          "federation.max_peers allows " + config.federation().maxPeers() + " peers");
    }
    var sheet = new Sheet(json ? notes() : out(), terminal());
    show(sheet, node);
    if (!Confirmation.given(node.key(), key, yes, terminal(), input(), out())) {
      sheet.line(0, "Nothing was changed.");
      sheet.end();
      return Main.SOME_FAILED;
    }
    var file = new PeersFile(config.data());
    file.add(
        new PeerSettings(
            node.url(),
            node.key(),
            List.of(),
            domains,
            others,
            domains(speaksFor, "--speaks-for"),
            git,
            null,
            null,
            null,
            null,
            null));
    sheet.line(0, "It is followed, by ", file.path(), ".");
    if (speaksFor.isEmpty()) {
      sheet.line(0, "It speaks for the co-ops whose sites say so, at /.well-known/potluck-coop.");
    }
    sheet.line(0, "A running node begins within a minute; potluck peer status tells how it goes.");
    sheet.end();
    if (json) {
      var answer = new LinkedHashMap<String, Object>();
      answer.put("origin", node.key().name());
      answer.put("url", node.url().toString());
      answer.put("key", node.key().vkey());
      answer.put("fingerprint", Fingerprint.of(node.key()));
      out().println(NodeReads.pretty(NodeReads.JSON.valueToTree(answer)));
      out().flush();
    }
    return Main.OK;
  }

  private static void show(Sheet sheet, PublishedNode node) {
    sheet.line(0, new Sheet.Inked(Sheet.Ink.BOLD, node.name()), " at ", node.url());
    if (node.operator() != null) {
      sheet.line(1, "operator     ", node.operator());
    }
    sheet.line(1, "software     ", node.version());
    sheet.line(1, "log          ", node.key().name());
    sheet.line(1, "key          ", node.key().vkey());
    sheet.line(1, "fingerprint  ", new Sheet.Inked(Sheet.Ink.BOLD, Fingerprint.of(node.key())));
    sheet.end();
  }

  private static List<String> domains(List<String> given, String option) {
    return given.stream()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .peek(
            domain -> {
              if (!CoopsValues.isDomain(domain)) {
                throw new UnusableException(
                    option + " takes a co-op's DNS name, such as tidal.example, not " + domain);
              }
            })
        .toList();
  }
}
