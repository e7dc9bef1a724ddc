package coop.potluck.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code potluck peer}: the nodes that this one follows. */
@Command(
    name = "peer",
    mixinStandardHelpOptions = true,
    description = "Follow other nodes' catalogues, verified, and see how that goes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PeerAddCommand.class,
      PeerListCommand.class,
      PeerRemoveCommand.class,
      PeerStatusCommand.class,
      PeerAcknowledgeCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  potluck peer add https://catalogue.tidal.example",
      "  potluck peer status"
    })
final class PeerCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
