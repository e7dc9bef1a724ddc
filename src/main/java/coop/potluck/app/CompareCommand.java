package coop.potluck.app;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code potluck compare}: what differs between two versions of a recipe. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Show what differs between two versions of a recipe, and what an operator must do about it.",
      "The later one may be the lower one."
    },
    footer = {
      "",
      "Examples:",
      "  potluck compare gitea 1.0.0+1.15.0-rootless",
      "  potluck compare tidal/gitea 1.0.0+1.20.5 1.1.0+1.21.11",
      "  potluck compare nextcloud 6.0.0+28.0.5-fpm --overlays postgres,smtp",
      "  potluck compare gitea 2.1.0+1.20.5-rootless --files abra.sh app.ini.tmpl",
      "  potluck compare gitea 2.1.0+1.20.5-rootless --node https://potluck.example.org --json"
    })
final class CompareCommand extends AskingCommand {

  @Parameters(
      index = "0",
      paramLabel = "RECIPE",
      description = "A name, which the order of precedence resolves, or CO-OP/NAME.")
  private String recipe = "";

  @Parameters(index = "1", paramLabel = "FROM", description = "A tag, or a commit.")
  private String from = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      description =
          "Another; or latest, latest-minor, latest-patch. Default: latest, the highest version.")
  private @Nullable String to;

  @ArgGroup private @Nullable Looked looked;

  @Option(
      names = "--files",
      arity = "1..*",
      split = ",",
      paramLabel = "PATH",
      description = "Show how these files differ, line by line; '*' for all of them.")
  private List<String> files = List.of();

  /** Which Compose files are compared. */
  static final class Looked {
    @Option(
        names = "--overlays",
        split = ",",
        paramLabel = "NAME",
        description =
            "Compare compose.yml with these overlays over it, such as postgres,smtp, or with none."
                + " Default: what is on by default, and apart from it what each overlay adds.")
    private @Nullable List<String> overlays;

    @Option(
        names = "--abra",
        description = "Compare all Compose files at the root, as abra merges them.")
    private boolean abra;
  }

  @Override
  int run() {
    var named = new NamedRecipe(recipe);
    try (var asked = ask()) {
      var address = named.address(asked) + "/compare?" + question();
      var found = named.found(asked, () -> asked.get(address, "differences"));
      if (isJson()) {
        printJson(found);
      } else {
        new ComparisonPage(sheet()).print(found);
      }
      return Main.OK;
    }
  }

  private String question() {
    var question = new StringJoiner("&");
    question.add("from=" + NodeReads.encode(from));
    if (to != null) {
      question.add("to=" + NodeReads.encode(to));
    }
    if (looked != null && looked.abra) {
      question.add("view=abra");
    } else if (looked != null && looked.overlays != null) {
      question.add("overlays=" + NodeReads.encode(String.join(",", looked.overlays)));
    }
    files.forEach(path -> question.add("files=" + NodeReads.encode(path)));
    return question.toString();
  }
}
