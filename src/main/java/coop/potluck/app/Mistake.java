package coop.potluck.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in one line what is wrong with a command line, and what was meant perhaps. */
final class Mistake {

  private Mistake() {}

  static String in(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(wrong.getMessage());
    }
    var line = wrong.getCommandLine();
    var word = unmatched.getUnmatched().get(0);
    var option = unmatched.isUnknownOption();
    var text =
        option
            ? "unknown option " + word
            : line.getSubcommands().isEmpty()
                ? "one argument too many: " + word
                : "unknown command " + word;
    return text
        + ConfigKeys.nearest(word.replaceFirst("=.*", ""), option ? options(line) : commands(line))
            .map(known -> "; did you mean " + known + "?")
            .orElse("");
  }

  private static List<String> options(CommandLine line) {
    var names = new ArrayList<String>();
    for (var option : line.getCommandSpec().options()) {
      if (!option.hidden()) {
        names.addAll(List.of(option.names()));
      }
    }
    names.removeIf(name -> !name.startsWith("--"));
    return names;
  }

  private static List<String> commands(CommandLine line) {
    return List.copyOf(line.getSubcommands().keySet());
  }
}
