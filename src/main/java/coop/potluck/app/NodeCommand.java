package coop.potluck.app;

import coop.potluck.database.UnusableDatabaseException;
import coop.potluck.recipe.Problem;
import coop.potluck.source.Coops;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands share: how a node is configured, and where it speaks. */
abstract class NodeCommand implements Callable<Integer> {

  private static final Path SEED = Path.of("catalogue-seed", "coops.yaml");
  private static final Path SETTINGS = Path.of("potluck.yaml");

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the node keeps everything. Default: ./data")
  private @Nullable Path data;

  @Option(
      names = "--coops",
      paramLabel = "FILE",
      description = "Which co-ops to follow. Default: catalogue-seed/coops.yaml")
  private @Nullable Path coops;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Default: potluck.yaml, if it is there. Each of its keys can be a"
              + " variable instead, such as POTLUCK_HTTP_PORT.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;
  private Map<String, String> environment = Map.of();
  private Terminal terminal = Terminal.NONE;
  private InputStream standardInput = InputStream.nullInputStream();

  final void setSurroundings(Map<String, String> variables, InputStream input, Terminal speaksTo) {
    environment = Map.copyOf(variables);
    standardInput = input;
    terminal = speaksTo;
  }

  /** The text of an operator's file, or of standard input, as large as a node would take it. */
  final OperatorText operatorText(String name) {
    return OperatorText.read(name, standardInput, config().http().maxBodyBytes());
  }

  /** What is typed, or comes through a pipe. */
  final InputStream input() {
    return standardInput;
  }

  final Terminal terminal() {
    return terminal;
  }

  final PrintWriter out() {
    return line().commandLine().getOut();
  }

  /** Where text goes that strangers wrote. */
  final PrintWriter page() {
    return new PrintWriter(new VisibleWriter(out()), true);
  }

  /** Where notes go that are no part of what was asked for; strangers may have written them too. */
  final PrintWriter notes() {
    return new PrintWriter(new VisibleWriter(line().commandLine().getErr()), true);
  }

  final CommandSpec line() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec;
  }

  /** Runs the command; what makes it impossible is told in a sentence. */
  @Override
  public final Integer call() {
    try {
      return run();
    } catch (UnusableDatabaseException e) {
      throw new UnusableException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The command itself, which answers its exit status. */
  abstract int run();

  /** Further options that are keys of the configuration. */
  Map<String, String> options() {
    return Map.of();
  }

  /** The configuration, all of whose problems are told at once. */
  final Config config() {
    return config(new Origins());
  }

  /**
   * The configuration.
   *
   * @param origins learns where each value comes from
   */
  final Config config(Origins origins) {
    var options = new HashMap<>(options());
    if (data != null) {
      options.put("data", data.toString());
    }
    if (coops != null) {
      options.put("coops", coops.toString());
    }
    var settings = file == null && Files.exists(SETTINGS) ? SETTINGS : file;
    if (settings != null && !Files.isReadable(settings)) {
      throw new UnusableException(absent("configuration", settings));
    }
    return loaded("the configuration", Config.read(settings, environment, options, origins));
  }

  /** The co-ops that the configuration names. */
  final Coops coops(Config config) {
    return followed(config).coops();
  }

  /** The nodes that the operator named, in the co-ops' file and on the command line. */
  final Neighbours neighbours(Config config) {
    return followed(config).neighbours().and(added(config));
  }

  /** The nodes that were added on the command line. */
  final Neighbours added(Config config) {
    var file = new PeersFile(config.data());
    return loaded(file.path().toString(), file.read());
  }

  /** All that the file of co-ops names. */
  final Followed followed(Config config) {
    var path = coopsFile(config);
    if (!Files.isReadable(path)) {
      throw new UnusableException(absent("file of co-ops", path) + "; name one with --coops");
    }
    return loaded(path.toString(), CoopsFile.read(path, environment));
  }

  private static String absent(String what, Path path) {
    return Files.exists(path)
        ? "the " + what + " at " + path + " may not be read by this user"
        : "there is no " + what + " at " + path;
  }

  static Path coopsFile(Config config) {
    return config.coops() == null ? SEED : config.coops();
  }

  private static <T> T loaded(String what, ConfigResult<T> result) {
    if (result instanceof ConfigResult.Loaded<T> loaded) {
      return loaded.value();
    }
    throw new UnusableException(text(what, ((ConfigResult.Rejected<T>) result).problems()));
  }

  private static String text(String what, List<Problem> problems) {
    var text = new StringBuilder(what).append(" cannot be used:");
    problems.forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }
}
