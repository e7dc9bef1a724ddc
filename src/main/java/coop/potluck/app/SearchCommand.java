package coop.potluck.app;

import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code potluck search}: the recipes that do what somebody wants. */
@Command(
    name = "search",
    description = "Find recipes by what they are, do or are made of, the best first.",
    footer = {
      "",
      "Examples:",
      "  potluck search video calls",
      "  potluck search '\"video calls\" -zoom status:>=3'",
      "  potluck search wiki --feature sso --needs traefik --all",
      "  potluck search image:postgres --json",
      "  potluck search nextcloud --node https://potluck.example.org"
    })
final class SearchCommand extends AskingCommand {

  // without -h and -V, so that -hedgedoc and -V2 are words to leave out
  @SuppressWarnings("UnusedVariable") // picocli looks at what it has set
  @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // as above
  @Option(
      names = "--version",
      versionHelp = true,
      description = "Print version information and exit.")
  private boolean version;

  @Parameters(
      arity = "1..*",
      paramLabel = "QUERY",
      description =
          "Words, the last of which may be unfinished; \"phrases\", -without, and fields: name:"
              + " coop: category: image: service: env: needs: privilege: architecture: feature:"
              + " status: updated: and more. Several arguments are one query.")
  private List<String> words = List.of();

  @Mixin private SearchFilters filters = new SearchFilters();

  @ArgGroup private Extent extent = new Extent();

  /** How many recipes are shown. */
  static final class Extent {
    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "Show so many recipes at most. Default: 10")
    private int limit = 10;

    @Option(names = "--all", description = "Show every recipe that matches.")
    private boolean all;
  }

  @Override
  int run() {
    refuseUnknownOptions();
    if (extent.limit < 1 || extent.limit > NodeReads.MAX_ENTRIES) {
      throw new UnusableException("--limit is from 1 to " + NodeReads.MAX_ENTRIES);
    }
    var text = String.join(" ", words);
    try (var asked = ask()) {
      var found =
          asked.first(
              filters.address(text, isJson() ? "all" : "none"),
              extent.all ? NodeReads.MAX_ENTRIES : extent.limit);
      var page = new FoundPage(found, terminal(), filters.isByComputedStatus());
      page.warn(notes());
      if (isJson()) {
        printJson(found);
      } else if (found.path("items").isEmpty()) {
        page().println("No recipe matches \"" + text + "\".");
      } else {
        page.print("NAME", out());
        var shown = found.path("items").size();
        if (found.path("total").asLong() > shown) {
          out().println(shown + " of " + found.path("total").asLong() + " recipes; more: --all");
        }
      }
      out().flush();
      return Main.OK;
    }
  }

  /** What looks like a misspelt option is one, unless it stands after {@code --}. */
  private void refuseUnknownOptions() {
    var command = line().commandLine();
    var given = command.getParseResult().originalArgs();
    var end = given.indexOf("--");
    var literal = end < 0 ? 0 : given.size() - end - 1;
    for (var word : words.subList(0, Math.max(0, words.size() - literal))) {
      if (word.matches("-\\w|--\\w.*")) {
        throw new UnmatchedArgumentException(command, List.of(word));
      }
    }
  }
}
