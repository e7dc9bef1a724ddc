package coop.potluck.indexing;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.SyncRequest;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.source.Coops;
import coop.potluck.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when to look: at each source by its own clock, so that a slow one delays no other, and at
 * once where a webhook or an operator asks.
 */
public final class SyncLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  /**
   * How the loop stands.
   *
   * @param started when a look at a source last began; null before the first
   * @param last when a look at all of a source last ended; null before the first
   * @param next when the next source is due; null while none is planned
   * @param listing sources that are being listed, by id, since when
   * @param underWay repositories that wait or are being looked at
   */
  public record Status(
      @Nullable Instant started,
      @Nullable Instant last,
      @Nullable Instant next,
      Map<String, Instant> listing,
      int underWay) {}

  /** Repositories that have changed, after which it is worth to give memory back. */
  private static final int MANY_CHANGED = 50;

  private final Coops coops;
  private final Indexer indexer;
  private final Catalogue catalogue;
  private final IndexingSettings settings;
  private final Clock clock;
  private final SyncProgress progress;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();
  private final Map<String, Instant> listing = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "sync-loop");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<String> unseen = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> firstRound = new CompletableFuture<>();
  private final AtomicInteger changed = new AtomicInteger();
  private volatile @Nullable Instant started;
  private volatile @Nullable Instant last;
  private Instant collectAt;

  public SyncLoop(
      Coops coops,
      Indexer indexer,
      Catalogue catalogue,
      IndexingSettings settings,
      Clock clock,
      SyncProgress progress) {
    this.coops = coops;
    this.indexer = indexer;
    this.catalogue = catalogue;
    this.settings = settings;
    this.clock = clock;
    this.progress = SyncProgress.all(List.of(progress, counting()));
    this.collectAt = clock.instant().plus(settings.collectInterval());
  }

  private SyncProgress counting() {
    return new SyncProgress() {
      @Override
      public void looked(RecipeId id, Look look) {
        if (look instanceof Look.Changed) {
          changed.incrementAndGet();
        }
      }
    };
  }

  /**
   * Begins with a look at every source.
   *
   * @param pause before that, which leaves the processor to the first answers of a node that has
   *     something to answer
   */
  public void start(Duration pause) {
    var now = clock.instant();
    for (var source : sources().keySet()) {
      unseen.add(source.id());
      due.put(source.id(), now);
    }
    if (unseen.isEmpty()) {
      // There is nothing to look at, and what comes from other nodes is to be assessed.
      firstRound.complete(null);
    }
    var unused =
        ticks.scheduleWithFixedDelay(
            this::tick,
            pause.toMillis(),
            settings.requestInterval().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Done when every source, and every repository that it listed, was looked at once. */
  public CompletableFuture<Void> firstRound() {
    return firstRound;
  }

  public Status status() {
    var next = due.values().stream().min(Instant::compareTo).orElse(null);
    return new Status(started, last, next, Map.copyOf(listing), indexer.underWay());
  }

  private void tick() {
    try {
      catalogue.takeRequests().forEach(this::answer);
      var now = clock.instant();
      sources()
          .forEach(
              (source, coop) -> {
                var at = due.get(source.id());
                if (at != null && !now.isBefore(at)) {
                  look(source, coop);
                }
              });
      if (!now.isBefore(collectAt)) {
        collectAt = now.plus(settings.collectInterval());
        var unused = indexer.collect();
      }
      if (firstRound.isDone()) {
        // Not before: what was read by another program is read anew in the first round.
        indexer.keepAssessed();
      }
      giveMemoryBack();
    } catch (RuntimeException e) {
      LOG.error("the loop goes on after an error", e);
    }
  }

  /**
   * Once a large sync is over the node idles for long, and an idle collector keeps a heap that has
   * grown.
   */
  private void giveMemoryBack() {
    if (changed.get() >= MANY_CHANGED && indexer.underWay() == 0 && listing.isEmpty()) {
      changed.set(0);
      System.gc();
    }
  }

  /** A source that is being listed is not listed twice; it is due again after that. */
  private void look(Source source, CoopId coop) {
    var now = clock.instant();
    if (listing.putIfAbsent(source.id(), now) != null) {
      return;
    }
    started = now;
    due.put(source.id(), now.plus(jittered(settings.interval())));
    var unused =
        indexer
            .list(coop, source, progress)
            .whenComplete((targets, failure) -> listing.remove(source.id()))
            .thenCompose(targets -> indexer.look(targets, false, progress))
            .whenComplete((ended, failure) -> ended(source));
  }

  private void ended(Source source) {
    last = clock.instant();
    unseen.remove(source.id());
    if (unseen.isEmpty()) {
      firstRound.complete(null);
    }
  }

  private void answer(SyncRequest request) {
    sources()
        .forEach(
            (source, coop) -> {
              var name = request.recipe();
              if (request.coop() != null && !coop.equals(request.coop())) {
                return;
              }
              if (name == null) {
                due.put(source.id(), clock.instant());
              } else {
                var unused = indexer.look(coop, source, name, progress);
              }
            });
  }

  private Map<Source, CoopId> sources() {
    var sources = new LinkedHashMap<Source, CoopId>();
    for (var followed : coops.inPrecedence()) {
      followed.sources().forEach(source -> sources.put(source, followed.coop().id()));
    }
    return sources;
  }

  /** Up to a tenth later, so that many nodes do not ask one forge at the same moment. */
  private static Duration jittered(Duration interval) {
    var tenth = Math.max(1, interval.toMillis() / 10);
    return interval.plusMillis(java.util.concurrent.ThreadLocalRandom.current().nextLong(tenth));
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }
}
