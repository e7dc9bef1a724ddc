package coop.potluck.app;

import coop.potluck.app.CrashScene.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a process of nodes that are to die, and listens to it. */
final class CrashingProcess {

  /** One kill: at the {@code count}th time a point is passed, or after some time. */
  record Kill(Moment moment, String point, int count, double share) {
    static Kill at(Moment moment, String point, int count) {
      return new Kill(moment, point, count, 0);
    }

    boolean random() {
      return point.isEmpty();
    }
  }

  private CrashingProcess() {}

  static Process start(List<Path> paths, List<Kill> death) throws IOException {
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
                CrashingSync.class.getName()));
    for (var i = 0; i < death.size(); i++) {
      var kill = death.get(i);
      command.add(paths.get(i).toString());
      command.add(kill.moment().name());
      command.add(kill.point());
      command.add(Integer.toString(kill.count()));
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  static String await(BufferedReader lines, String wanted) {
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
