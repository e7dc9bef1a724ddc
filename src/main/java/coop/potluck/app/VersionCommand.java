package coop.potluck.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code potluck version}. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Print the version of the software.",
    footer = {"", "Example:", "  potluck version"})
final class VersionCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  /** Says the version for {@code --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"potluck " + Version.text()};
    }
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().getOut().println("potluck " + Version.text());
    }
  }
}
