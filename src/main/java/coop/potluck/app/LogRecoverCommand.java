package coop.potluck.app;

import coop.potluck.federation.NewestSeen;
import coop.potluck.federation.Recovery;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.peer.LogElsewhere;
import coop.potluck.peer.LogSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck log recover}: signs on after a data folder was restored. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    description = {
      "After a data folder was restored from a copy, fetch what this node stated since from a node"
          + " that follows it, verified, and sign on. Stop the node first."
    },
    footer = {
      "",
      "Examples:",
      "  potluck log recover --from https://catalogue.tidal.example",
      "  potluck log recover --nothing-newer",
      "",
      "Exit status: 0 the log is whole, 1 objects are still missing, 2 nothing was changed."
    })
final class LogRecoverCommand extends NodeCommand {

  @ArgGroup(multiplicity = "1")
  private From from = new From();

  /** Where what is missing comes from. */
  static final class From {
    @Option(names = "--from", paramLabel = "URL", description = "A node that follows this one.")
    private @Nullable String url;

    @Option(
        names = "--archive",
        paramLabel = "FILE",
        description = "What potluck export wrote of this log.")
    private @Nullable Path archive;

    @Option(
        names = "--nothing-newer",
        description =
            "Your word that this is the newest copy there is: nothing was signed after it was"
                + " made. If that is wrong, followers see two logs, for ever.")
    private boolean nothingNewer;
  }

  @Override
  int run() {
    var config = config();
    try (var held = OwnLogs.Held.open(config)) {
      var log = held.log(config, NewestSeen.NOBODY);
      Recovery recovery;
      if (from.url != null) {
        recovery = fromNode(config, from.url, log.state().origin(), log::recover);
      } else if (from.archive != null) {
        try (var archive = ArchiveFile.open(from.archive)) {
          recovery = log.recover(LogElsewhere.of(archive, config.federation()));
        }
      } else if (from.nothingNewer) {
        recovery = log.trust();
      } else {
        throw new UnusableException("--nothing-newer is either given or not");
      }
      return told(recovery);
    } catch (IOException | UncheckedIOException e) {
      throw new UnusableException("nothing was changed: " + e.getMessage(), e);
    }
  }

  private interface Recovering {
    Recovery from(LogElsewhere copy);
  }

  private static Recovery fromNode(Config config, String url, String origin, Recovering log)
      throws IOException {
    var base = URI.create(url.replaceFirst("/+$", ""));
    if (CoopsValues.faultOfWebUrl(url) != null) {
      throw new UnusableException("--from takes the address of a node");
    }
    var allow = new ArrayList<>(config.outbound().allow());
    allow.add(base.getHost());
    try (var outbound =
        new Outbound(
            config.outbound(), AddressPolicy.of(List.of(base), allow), NameResolver.system())) {
      var source = LogSources.mirror(outbound, config.federation(), base, origin);
      return log.from(LogElsewhere.of(source, config.federation()));
    }
  }

  private int told(Recovery recovery) {
    if (recovery instanceof Recovery.Refused refused) {
      throw new UnusableException("nothing was changed: " + refused.reason());
    }
    var done = (Recovery.Recovered) recovery;
    var sheet = new Sheet(out(), terminal());
    sheet.line(
        0,
        "The log has ",
        done.after(),
        " entries, ",
        done.after() - done.before(),
        " of them new.");
    if (done.missingObjects() > 0) {
      sheet.line(
          0, done.missingObjects(), " objects that they name are not there; try another node.");
    }
    sheet.line(0, "The node signs on from here; start it.");
    sheet.end();
    return done.missingObjects() > 0 ? Main.SOME_FAILED : Main.OK;
  }
}
