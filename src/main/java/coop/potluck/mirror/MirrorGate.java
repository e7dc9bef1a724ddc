package coop.potluck.mirror;

import coop.potluck.recipe.RecipeId;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Runs looks at repositories side by side: so many in all, so many at one host, one at a
 * repository.
 *
 * <p>A task waits in the queue of its host and takes a thread only once it may run, so a host that
 * does not answer holds up its own queue alone. Hosts take turns.
 */
public final class MirrorGate implements AutoCloseable {

  private record Task(RecipeId id, Runnable work, CompletableFuture<?> result) {}

  private final int parallel;
  private final int perHost;
  private final ExecutorService threads;
  private final Map<String, Deque<Task>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> runningAt = new HashMap<>();
  private final Set<RecipeId> busy = new HashSet<>();
  private int running;
  private boolean closed;

  public MirrorGate(MirrorSettings settings) {
    this.parallel = settings.parallel();
    this.perHost = settings.perHost();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              var thread = new Thread(work, "mirror");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs {@code work} when the host of {@code url} and the repository have room for it. */
  public <T> CompletableFuture<T> submit(RecipeId id, String url, Supplier<T> work) {
    var result = new CompletableFuture<T>();
    Runnable run =
        () -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        };
    synchronized (this) {
      if (closed) {
        result.completeExceptionally(new CancellationException("the gate is closed"));
        return result;
      }
      waiting.computeIfAbsent(host(url), host -> new ArrayDeque<>()).add(new Task(id, run, result));
      startAll();
    }
    return result;
  }

  /** Forgets what waits, and interrupts what runs. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      waiting.values().forEach(tasks -> tasks.forEach(task -> task.result().cancel(false)));
      waiting.clear();
    }
    threads.shutdownNow();
  }

  /** Starts, one host after the other, whatever may run now. */
  private void startAll() {
    var started = true;
    while (started && running < parallel) {
      started = false;
      for (var host : Set.copyOf(waiting.keySet())) {
        started |= running < parallel && startOne(host);
      }
    }
  }

  private boolean startOne(String host) {
    var tasks = waiting.get(host);
    if (tasks == null || runningAt.getOrDefault(host, 0) >= perHost) {
      return false;
    }
    for (var iterator = tasks.iterator(); iterator.hasNext(); ) {
      var task = iterator.next();
      if (!busy.contains(task.id())) {
        iterator.remove();
        if (tasks.isEmpty()) {
          waiting.remove(host);
        }
        busy.add(task.id());
        runningAt.merge(host, 1, Integer::sum);
        running++;
        threads.execute(() -> run(host, task));
        return true;
      }
    }
    return false;
  }

  private void run(String host, Task task) {
    try {
      task.work().run();
    } finally {
      synchronized (this) {
        busy.remove(task.id());
        runningAt.computeIfPresent(host, (unused, count) -> count == 1 ? null : count - 1);
        running--;
        if (!closed) {
          startAll();
        }
      }
    }
  }

  /** A port apart is a host apart; all of this machine's folders are one. */
  private static String host(String url) {
    try {
      var authority = URI.create(url).getRawAuthority();
      return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
