package coop.potluck.app;

import picocli.CommandLine.Command;

/** {@code potluck reindex}: reads the mirrors again. */
@Command(
    name = "reindex",
    mixinStandardHelpOptions = true,
    description = {
      "Read every version again from the mirrors, asking nobody, and store what differs.",
      "Needed after an upgrade of the software that understands recipes better."
    },
    footer = {
      "",
      "Example:",
      "  potluck reindex --data /var/lib/potluck",
      "",
      "Exit status: 0 all is well, 1 a mirror failed, 2 nothing could be done."
    })
final class ReindexCommand extends NodeCommand {

  @Override
  int run() {
    var config = config();
    try (var node = Application.open(config, followed(config))) {
      var report = new SyncReport(out(), terminal(), new RejectedVersions(node.reader()));
      var summary = node.indexer().reindex(report);
      report.finished(summary);
      return summary.allWell() ? Main.OK : Main.SOME_FAILED;
    }
  }
}
