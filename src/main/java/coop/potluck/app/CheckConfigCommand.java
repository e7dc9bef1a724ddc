package coop.potluck.app;

import picocli.CommandLine.Command;

/** {@code potluck check-config}: tells what is in force, or all that is wrong. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = {
      "Read the configuration and the file of co-ops, and print what is in force; secrets as ***.",
      "All problems are told at once, each with its line."
    },
    footer = {"", "Example:", "  potluck check-config --config potluck.yaml --coops coops.yaml"})
final class CheckConfigCommand extends NodeCommand {

  @Override
  int run() {
    var config = config();
    var followed = coops(config);
    out().print(config.describe());
    out().println("# " + coopsFile(config));
    for (var one : followed.inPrecedence()) {
      out()
          .println(
              "#   "
                  + one.coop().id()
                  + ": "
                  + SyncReport.plural(one.sources().size(), "source", "sources"));
    }
    out().flush();
    return Main.OK;
  }
}
