package coop.potluck.app;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
    return run(terminal, environment, "", args);
  }

  /** A run whose standard input is a text. */
  static CommandRun fed(String input, String... args) {
    return run(Terminal.NONE, Map.of(), input, args);
  }

  /** A run at a terminal, where a person types this. */
  static CommandRun answered(String typed, String... args) {
    return run(new Terminal(true, false, 80), Map.of(), typed, args);
  }

  private static CommandRun run(
      Terminal terminal, Map<String, String> environment, String input, String... args) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var out = new StringWriter();
    var err = new StringWriter();
    var status =
        Main.run(
            terminal,
            environment,
            in,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            args);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
