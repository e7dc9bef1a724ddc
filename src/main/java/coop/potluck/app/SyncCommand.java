package coop.potluck.app;

import picocli.CommandLine.Command;

/** {@code potluck sync}: looks at everything once. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    description = "Look at every source and repository once, and store what is new.",
    footer = {
      "",
      "Examples:",
      "  potluck sync",
      "  potluck sync --data /var/lib/potluck --coops coops.yaml",
      "",
      "Exit status: 0 all is well, 1 a source or repository failed, 2 nothing could be done."
    })
final class SyncCommand extends NodeCommand {

  @Override
  int run() {
    var config = config();
    try (var node = Application.open(config, followed(config))) {
      var report = new SyncReport(out(), terminal(), new RejectedVersions(node.reader()));
      var summary = node.indexer().sync(report);
      report.finished(summary);
      return summary.allWell() ? Main.OK : Main.SOME_FAILED;
    }
  }
}
