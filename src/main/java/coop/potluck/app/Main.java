package coop.potluck.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program, and the command that shows the others. */
@Command(
    name = "potluck",
    description = "A federated catalogue of the recipes that technology co-operatives publish.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      SyncCommand.class,
      ListCommand.class,
      ShowCommand.class,
      ProblemsCommand.class,
      ReindexCommand.class,
      CheckConfigCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 all is well, 1 some of it failed, 2 unusable arguments, files or data.",
      "Completion for bash and zsh: source <(potluck completion)"
    })
public final class Main implements Runnable {

  /** All is well. */
  static final int OK = 0;

  /** Some of it failed. */
  static final int SOME_FAILED = 1;

  /** Nothing could be done with what was given. */
  static final int UNUSABLE = 2;

  @Spec private CommandSpec spec;

  private Main(CommandSpec spec) {
    this.spec = spec;
  }

  Main() {
    this(CommandSpec.create());
  }

  public static void main(String[] args) {
    System.exit(
        run(
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** Runs one command and answers its exit status. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    var line = new CommandLine(new Main());
    line.addSubcommand("completion", new GenerateCompletion());
    line.setOut(out).setErr(err);
    line.setExecutionExceptionHandler(failures());
    line.setParameterExceptionHandler(
        (wrong, given) -> {
          err.println(wrong.getMessage());
          err.println("Try: potluck " + help(wrong));
          return UNUSABLE;
        });
    for (var sub : line.getSubcommands().values()) {
      if (sub.getCommand() instanceof NodeCommand command) {
        command.setEnvironment(environment);
      }
    }
    return line.execute(args);
  }

  private static IExecutionExceptionHandler failures() {
    return (failure, line, result) -> {
      if (failure instanceof UnusableException) {
        line.getErr().println(failure.getMessage());
        return UNUSABLE;
      }
      throw failure;
    };
  }

  private static String help(ParameterException wrong) {
    var command = wrong.getCommandLine().getCommandName();
    return command.equals("potluck") ? "--help" : command + " --help";
  }

  /** Without a command there is only help. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
