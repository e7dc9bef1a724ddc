package coop.potluck.app;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
      SearchCommand.class,
      ListCommand.class,
      ShowCommand.class,
      CompareCommand.class,
      UpgradePlanCommand.class,
      UpdatesCommand.class,
      LintCommand.class,
      ProblemsCommand.class,
      KeygenCommand.class,
      PeerCommand.class,
      LogCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ReindexCommand.class,
      CheckConfigCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  potluck serve                 follow the co-ops, and serve their recipes",
      "  potluck sync && potluck list  look once, and list what was found",
      "  potluck search video calls    the recipes that do what you want",
      "  potluck upgrade-plan gitea 2.0.0+1.18.5-rootless",
      "                                what it takes to get from there to the latest",
      "  potluck lint .                what could be better about the recipe in this folder",
      "  potluck help show             what a command can do",
      "  source <(potluck completion)  completion for bash and zsh",
      "",
      "Exit status: 0 all is well, 1 some of it failed, 2 unusable arguments, files or data."
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
            Terminal.of(System.getenv()),
            System.getenv(),
            System.in,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** Runs one command away from any terminal, and answers its exit status. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    return run(Terminal.NONE, environment, InputStream.nullInputStream(), out, err, args);
  }

  /** Runs one command and answers its exit status. */
  static int run(
      Terminal terminal,
      Map<String, String> environment,
      InputStream in,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    var line = new CommandLine(new Main());
    line.addSubcommand("completion", new CompletionCommand());
    line.setOut(out).setErr(err);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
    line.setExecutionExceptionHandler(Main::failed);
    line.setParameterExceptionHandler(
        (wrong, given) -> {
          err.println(Mistake.in(wrong));
          var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
          err.println("Try: " + command + " --help");
          return UNUSABLE;
        });
    equip(line, environment, in, terminal);
    return line.execute(args);
  }

  /** Tells each command, those below others too, what it runs in. */
  private static void equip(
      CommandLine line, Map<String, String> environment, InputStream in, Terminal terminal) {
    for (var sub : line.getSubcommands().values()) {
      equip(sub, environment, in, terminal);
      sub.getCommandSpec().versionProvider(new VersionCommand.Provider());
      if (sub.getCommand() instanceof NodeCommand command) {
        command.setSurroundings(environment, in, terminal);
      }
      if (sub.getCommand() instanceof SearchCommand) {
        // -zoom is a word to leave out
        sub.setUnmatchedOptionsArePositionalParams(true);
      }
    }
  }

  private static int failed(Exception failure, CommandLine line, ParseResult result) {
    if (failure instanceof UnusableException) {
      line.getErr().println(failure.getMessage());
    } else {
      line.getErr().println("potluck failed; this is a fault of the program:");
      failure.printStackTrace(line.getErr());
    }
    return UNUSABLE;
  }

  /** Without a command there is only help. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
