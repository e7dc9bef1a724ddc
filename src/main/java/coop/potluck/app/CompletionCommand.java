package coop.potluck.app;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code potluck completion}: what makes a shell complete the commands and their options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a script that completes commands and options in bash and zsh.",
    footer = {
      "",
      "Examples:",
      "  source <(potluck completion)",
      "  potluck completion > /etc/bash_completion.d/potluck"
    })
final class CompletionCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      var out = spec.commandLine().getOut();
      out.print(AutoComplete.bash("potluck", spec.root().commandLine()));
      out.flush();
    }
  }
}
