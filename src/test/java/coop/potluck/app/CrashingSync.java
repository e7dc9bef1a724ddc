package coop.potluck.app;

import coop.potluck.app.CrashScene.Moment;
import coop.potluck.indexing.SyncProgress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process to be killed. Each node in it syncs once and stands still at the moment it is told,
 * with all of its threads that pass a moment; so one death can be that of several nodes.
 */
final class CrashingSync {

  static final String BEGUN = "@begun";
  static final String AT = "@at ";
  static final String DONE = "@done";

  private CrashingSync() {}

  /** For each node the folder of its scene, the moment, and which checkpoint it stops at, when. */
  public static void main(String[] arguments) throws InterruptedException {
    say(BEGUN);
    var nodes = new Thread[arguments.length / 4];
    for (var i = 0; i < nodes.length; i++) {
      var scene = new CrashScene(Path.of(arguments[4 * i]));
      var moment = Moment.valueOf(arguments[4 * i + 1]);
      var point = arguments[4 * i + 2];
      var count = Integer.parseInt(arguments[4 * i + 3]);
      nodes[i] = new Thread(() -> sync(scene, moment, point, count));
      nodes[i].start();
    }
    for (var node : nodes) {
      node.join();
    }
    say(DONE);
  }

  private static void sync(CrashScene scene, Moment moment, String wanted, int count) {
    var left = new AtomicInteger(count);
    var still = new AtomicBoolean();
    try (var node =
        scene.open(
            moment,
            point -> {
              var here = point.equals(wanted) && left.decrementAndGet() == 0;
              if (here && still.compareAndSet(false, true)) {
                say(AT + point);
              }
              if (still.get()) {
                stand();
              }
            })) {
      node.indexer().sync(SyncProgress.NONE);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void stand() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
