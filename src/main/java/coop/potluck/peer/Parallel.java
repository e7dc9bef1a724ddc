package coop.potluck.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs a few fetches of one round at a time; its threads are made when there are several. */
final class Parallel implements AutoCloseable {

  private final int width;
  private @Nullable ExecutorService threads;

  Parallel(int width) {
    this.width = width;
  }

  /** The results in the tasks' order; the first failure, once all have ended. */
  <T> List<T> all(List<Callable<T>> tasks) throws IOException, RefusedException {
    if (tasks.size() == 1) {
      return List.of(one(tasks.get(0)));
    }
    var futures = new ArrayList<Future<T>>();
    tasks.forEach(task -> futures.add(threads().submit(task)));
    var results = new ArrayList<T>();
    Exception failure = null;
    for (var future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = failure == null && e.getCause() instanceof Exception cause ? cause : failure;
      } catch (InterruptedException e) {
        futures.forEach(it -> it.cancel(true));
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    if (failure != null) {
      throw thrown(failure);
    }
    return results;
  }

  private static <T> T one(Callable<T> task) throws IOException, RefusedException {
    try {
      return task.call();
    } catch (Exception e) {
      throw thrown(e);
    }
  }

  private static IOException thrown(Exception e) throws IOException, RefusedException {
    if (e instanceof IOException io) {
      throw io;
    }
    if (e instanceof RefusedException refused) {
      throw refused;
    }
    if (e instanceof RuntimeException runtime) {
      throw runtime;
    }
    throw new IllegalStateException("a fetch fails in known ways", e);
  }

  private ExecutorService threads() {
    var open = threads;
    if (open == null) {
      open =
          Executors.newFixedThreadPool(
              width,
              task -> {
                var thread = new Thread(task, "peer-fetch");
                thread.setDaemon(true);
                return thread;
              });
      threads = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
