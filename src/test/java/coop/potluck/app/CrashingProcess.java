package coop.potluck.app;

import coop.potluck.app.CrashScene.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a process of nodes that are to die. */
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
    var arguments = new ArrayList<String>();
    for (var i = 0; i < death.size(); i++) {
      var kill = death.get(i);
      arguments.add(paths.get(i).toString());
      arguments.add(kill.moment().name());
      arguments.add(kill.point());
      arguments.add(Integer.toString(kill.count()));
    }
    return ForkedJvm.start(CrashingSync.class, arguments);
  }
}
