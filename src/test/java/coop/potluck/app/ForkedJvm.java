package coop.potluck.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a process that is to be killed, and listens to it. */
public final class ForkedJvm {

  private ForkedJvm() {}

  /** Runs a class of the tests in a process of its own. */
  public static Process start(Class<?> main, List<String> arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** The next line that begins so; fails where the process ends before. */
  public static String await(BufferedReader lines, String wanted) {
    var said = new ArrayList<String>();
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(wanted)) {
          return line;
        }
        said.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("it ended before " + wanted + ": " + said);
  }
}
