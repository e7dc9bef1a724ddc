package coop.potluck.app;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code potluck upgrade-plan}: the way from one version of a recipe to a higher one. */
@Command(
    name = "upgrade-plan",
    mixinStandardHelpOptions = true,
    description =
        "Show every release from one version to a higher one: notes, what must be done, and where"
            + " to stop on the way.",
    footer = {
      "",
      "Examples:",
      "  potluck upgrade-plan gitea 1.0.0+1.15.0-rootless",
      "  potluck upgrade-plan gitea 2.0.0+1.18.5-rootless latest-minor",
      "  potluck upgrade-plan gitea --env ~/.abra/servers/example.org/git.example.org.env",
      "  potluck upgrade-plan gitea 2.0.0+1.18.5-rootless --json"
    })
final class UpgradePlanCommand extends AskingCommand {

  private static final String TARGET = "latest(-minor|-patch)?";

  @Parameters(
      index = "0",
      paramLabel = "RECIPE",
      description = "A name, which the order of precedence resolves, or CO-OP/NAME.")
  private String recipe = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FROM",
      description =
          "What is installed: a tag, or a commit. With --env it may be left out where the file says"
              + " it after the colon of TYPE.")
  private @Nullable String from;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      description =
          "A tag, or latest, latest-minor (of the same first number), latest-patch (of the same"
              + " first two). Default: latest")
  private @Nullable String to;

  @Option(
      names = "--env",
      paramLabel = "FILE",
      description =
          "Show what this file of an app needs as well, - for standard input. It is read in this"
              + " process and kept nowhere; only with --node it is sent, to that node.")
  private @Nullable String file;

  @Override
  int run() {
    if (file != null && to == null && from != null && from.matches(TARGET)) {
      to = from;
      from = null;
    }
    if (from == null && file == null) {
      throw new ParameterException(
          line().commandLine(), "FROM is missing: what is installed, or --env FILE that says it");
    }
    var named = new NamedRecipe(recipe);
    var text = file == null ? null : operatorText(file);
    try (var asked = ask()) {
      var address = named.address(asked);
      if (text == null) {
        var found =
            named.found(asked, () -> asked.get(address + "/upgrade?" + question(from, to), "hops"));
        if (isJson()) {
          printJson(found);
        } else {
          new UpgradePage(sheet()).print(found);
        }
      } else {
        check(asked, named, address, text);
      }
      return Main.OK;
    }
  }

  private void check(NodeReads asked, NamedRecipe named, String address, OperatorText text) {
    var question = question(from, to);
    var found =
        named.found(
            asked,
            () ->
                asked.post(
                    address + "/upgrade/check" + (question.isEmpty() ? "" : "?" + question),
                    "text/plain;charset=utf-8",
                    text.bytes(),
                    "missing"));
    if (isJson()) {
      printJson(found);
      return;
    }
    var way =
        question(found.path("from").path("tag").asText(), found.path("to").path("tag").asText());
    var sheet = sheet();
    new UpgradePage(sheet).print(asked.get(address + "/upgrade?" + way, "hops"));
    sheet.gap();
    new FileCheckPage(sheet).print(text.name(), found);
  }

  private static String question(@Nullable String from, @Nullable String to) {
    var question = new StringJoiner("&");
    if (from != null) {
      question.add("from=" + NodeReads.encode(from));
    }
    if (to != null) {
      question.add("to=" + NodeReads.encode(to));
    }
    return question.toString();
  }
}
