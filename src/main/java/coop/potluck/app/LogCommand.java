package coop.potluck.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code potluck log}: this node's own log. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Look after the log in which this node states what its sources hold.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LogShowCommand.class, LogRecoverCommand.class, LogRotateCommand.class},
    footer = {
      "",
      "Examples:",
      "  potluck log show",
      "  potluck log recover --from https://catalogue.tidal.example"
    })
final class LogCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
