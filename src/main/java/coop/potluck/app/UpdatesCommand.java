package coop.potluck.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.parsing.OperatorFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code potluck updates}: what is newer than what somebody runs. */
@Command(
    name = "updates",
    mixinStandardHelpOptions = true,
    description = "Show what is newer than what is installed, and what it takes to get there.",
    footer = {
      "",
      "Examples:",
      "  potluck updates gitea@2.0.0+1.18.5-rootless tidal/hedgedoc@1.2.1+1.10.0",
      "  potluck updates --env ~/.abra/servers/example.org/*.env",
      "  potluck updates gitea@2.0.0+1.18.5-rootless --json"
    })
final class UpdatesCommand extends AskingCommand {

  /** More are asked for in several requests. */
  private static final int AT_ONCE = 1_000;

  @Parameters(
      arity = "0..*",
      paramLabel = "RECIPE@VERSION",
      description = "What is installed: NAME@TAG or CO-OP/NAME@TAG; a commit will do for a tag.")
  private List<String> typed = List.of();

  @Option(
      names = "--env",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The files of apps that say TYPE=NAME:VERSION, - for standard input. Nothing else is read"
              + " in them, and no more than this is sent to a --node.")
  private List<String> files = List.of();

  /** What is installed, and what the person calls it. */
  private record Installed(String name, String recipe) {}

  @Override
  int run() {
    if (typed.isEmpty() && files.isEmpty()) {
      throw new ParameterException(
          line().commandLine(), "Nothing is named: RECIPE@VERSION, or --env FILE");
    }
    var installed = new ArrayList<Installed>();
    typed.forEach(text -> installed.add(new Installed(text, text)));
    var status = Main.OK;
    var reader = new OperatorFileReader(config().parsing());
    for (var name : files) {
      var text = operatorText(name);
      var recipe = recipe(reader.read(text.bytes()));
      if (recipe.isPresent()) {
        installed.add(new Installed(shortName(text.name()), recipe.get()));
      } else {
        notes().println(text.name() + " says no TYPE=NAME:VERSION, so it is left out");
        status = Main.SOME_FAILED;
      }
    }
    var items = installed.isEmpty() ? List.<JsonNode>of() : items(installed);
    if (isJson()) {
      printJson(NodeReads.document(NodeReads.JSON.createArrayNode().addAll(items)));
    } else {
      new UpdatesPage(sheet()).print(installed.stream().map(Installed::name).toList(), items);
    }
    return items.stream().anyMatch(item -> item.path("problem").isObject())
        ? Main.SOME_FAILED
        : status;
  }

  private static Optional<String> recipe(OperatorFileReader.Read read) {
    return read instanceof OperatorFileReader.Read.Parsed readable
            && readable.file().type() != null
            && readable.file().version() != null
        ? Optional.of(readable.file().type() + "@" + readable.file().version())
        : Optional.empty();
  }

  private List<JsonNode> items(List<Installed> installed) {
    var items = new ArrayList<JsonNode>();
    try (var asked = ask()) {
      for (var begin = 0; begin < installed.size(); begin += AT_ONCE) {
        var some = installed.subList(begin, Math.min(begin + AT_ONCE, installed.size()));
        var answer = asked.post("/api/v1/updates", "application/json", question(some), "items");
        if (answer.path("items").size() != some.size()) {
          throw new UnusableException("the node does not answer for all that it was asked");
        }
        answer.path("items").forEach(items::add);
      }
    }
    return items;
  }

  private static byte[] question(List<Installed> some) {
    var question = NodeReads.JSON.createObjectNode();
    var list = question.putArray("installed");
    some.forEach(one -> list.add(one.recipe()));
    try {
      return NodeReads.JSON.writeValueAsBytes(question);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An app's file is called after the app. */
  private static String shortName(String file) {
    var name = Path.of(file).getFileName();
    return name == null ? file : name.toString().replaceFirst("\\.env$", "");
  }
}
