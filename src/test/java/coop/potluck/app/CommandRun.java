package coop.potluck.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One run of the program: its exit status, and what it wrote. */
record CommandRun(int status, String out, String err) {

  static CommandRun of(String... args) {
    return with(Terminal.NONE, Map.of(), args);
  }

  static CommandRun with(Map<String, String> environment, String... args) {
    return with(Terminal.NONE, environment, args);
  }

  static CommandRun with(Terminal terminal, Map<String, String> environment, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var status =
        Main.run(
            terminal, environment, new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
