import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** How long each of many calls took, by kind of query; eight askers that each wait for their answer. */
final class Timings {

  static final int ASKERS = 8;

  private final Map<String, Samples> kinds = new TreeMap<>();
  private final Samples all = new Samples();
  private double seconds;
  private double cpuSeconds;

  /** One asker, used by one thread. */
  interface Asker extends AutoCloseable {
    void ask(Asked query) throws Exception;

    @Override
    default void close() throws IOException {}
  }

  /** Makes an asker. */
  interface Opening {
    Asker open() throws Exception;
  }

  /** The query of a running number. */
  interface Order {
    Asked get(long number);
  }

  private static final class Samples {
    private long[] nanos = new long[1_024];
    private int size;

    void add(long value) {
      if (size == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * size);
      }
      nanos[size++] = value;
    }

    void sort() {
      Arrays.sort(nanos, 0, size);
    }

    /** In milliseconds: below it are so many percent. */
    double below(double percent) {
      return size == 0 ? 0 : nanos[Math.min(size - 1, (int) Math.ceil(size * percent / 100) - 1)] / 1e6;
    }

    double mean() {
      return size == 0 ? 0 : Arrays.stream(nanos, 0, size).average().orElse(0) / 1e6;
    }
  }

  /** Asks in that order for so long, each asker its next query as soon as it has the answer. */
  static Timings measure(Opening opening, Order order, double seconds) throws Exception {
    var next = new AtomicLong();
    var ready = new CountDownLatch(ASKERS);
    var timings = new Timings();
    ExecutorService threads = Executors.newFixedThreadPool(ASKERS);
    try {
      List<Future<Map<String, Samples>>> parts = new ArrayList<>();
      for (int i = 0; i < ASKERS; i++) {
        parts.add(threads.submit(() -> run(opening, order, next, ready, seconds)));
      }
      ready.await();
      long start = System.nanoTime();
      long cpuStart = cpu();
      for (Future<Map<String, Samples>> part : parts) {
        part.get().forEach(timings::add);
      }
      timings.seconds = (System.nanoTime() - start) / 1e9;
      timings.cpuSeconds = (cpu() - cpuStart) / 1e9;
    } finally {
      threads.shutdownNow();
    }
    timings.all.sort();
    timings.kinds.values().forEach(Samples::sort);
    return timings;
  }

  private static Map<String, Samples> run(
      Opening opening, Order order, AtomicLong next, CountDownLatch ready, double seconds) throws Exception {
    Map<String, Samples> samples = new LinkedHashMap<>();
    Asker asker;
    try {
      asker = opening.open();
    } finally {
      ready.countDown();
    }
    try (asker) {
      ready.await();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      for (long before = System.nanoTime(); before < end; ) {
        Asked query = order.get(next.getAndIncrement());
        asker.ask(query);
        long after = System.nanoTime();
        samples.computeIfAbsent(query.kind(), kind -> new Samples()).add(after - before);
        before = after;
      }
    }
    return samples;
  }

  private void add(String kind, Samples more) {
    Samples samples = kinds.computeIfAbsent(kind, it -> new Samples());
    for (int i = 0; i < more.size; i++) {
      samples.add(more.nanos[i]);
      all.add(more.nanos[i]);
    }
  }

  int count() {
    return all.size;
  }

  double perSecond() {
    return all.size / seconds;
  }

  /** Of all cores, of this process, in milliseconds a query. */
  double cpuEach() {
    return cpuSeconds * 1_000 / all.size;
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  /** In milliseconds; 50 is the median and 100 the longest. */
  double percentile(double percent) {
    return all.below(percent);
  }

  /** A line for each kind: its name, how often it was asked, mean, 99 in 100 and longest in milliseconds. */
  List<String> byKind() {
    List<String> lines = new ArrayList<>();
    kinds.forEach((kind, samples) -> lines.add(
        String.format(Locale.ROOT, "%s\t%d\t%.2f\t%.2f\t%.2f",
            kind, samples.size, samples.mean(), samples.below(99), samples.below(100))));
    return lines;
  }
}
