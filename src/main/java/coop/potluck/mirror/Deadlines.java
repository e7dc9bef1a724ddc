package coop.potluck.mirror;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Interrupts threads that have worked for one client for too long. */
final class Deadlines {

  /** What is done for a client. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, ServletException;
  }

  private final ScheduledThreadPoolExecutor clock;
  private final Duration most;

  Deadlines(Duration most) {
    this.most = most;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var thread = new Thread(work, "git-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
  }

  /** Does the work on this thread, and interrupts it when its time is over. */
  void run(Work work) throws IOException, ServletException {
    var watched = new Watched(Thread.currentThread());
    var scheduled = clock.schedule(watched::interrupt, most.toMillis(), TimeUnit.MILLISECONDS);
    try {
      work.run();
    } finally {
      scheduled.cancel(false);
      watched.end();
    }
  }

  void close() {
    clock.shutdownNow();
  }

  private static final class Watched {
    private final Thread thread;
    private boolean ended;

    Watched(Thread thread) {
      this.thread = thread;
    }

    synchronized void interrupt() {
      if (!ended) {
        thread.interrupt();
      }
    }

    /** The thread goes back to its pool, so an interrupt that came late must not go with it. */
    synchronized void end() {
      ended = true;
      Thread.interrupted();
    }
  }
}
