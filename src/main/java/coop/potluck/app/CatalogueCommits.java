package coop.potluck.app;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.mirror.CatalogueRepository;
import coop.potluck.mirror.MirrorSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the catalogue's git repository at what {@code /recipes.json} says. */
final class CatalogueCommits implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueCommits.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * A large catalogue takes most of a second to render and pack. While it changes all the time, no
   * more than a tenth of a processor goes into that.
   */
  private static final int RESTS = 9;

  private final CatalogueReader reader;
  private final CatalogueRepository repository;
  private final Supplier<byte[]> recipesJson;
  private final MirrorSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "catalogue-commits");
            thread.setDaemon(true);
            return thread;
          });
  private long published = -1;

  CatalogueCommits(
      CatalogueReader reader,
      CatalogueRepository repository,
      Supplier<byte[]> recipesJson,
      MirrorSettings settings,
      Clock clock) {
    this.reader = reader;
    this.repository = repository;
    this.recipesJson = recipesJson;
    this.settings = settings;
    this.clock = clock;
  }

  void start() {
    var unused = ticks.schedule(this::tick, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    var start = System.nanoTime();
    commit();
    var rest = Math.max(PAUSE.toNanos(), RESTS * (System.nanoTime() - start));
    try {
      var unused = ticks.schedule(this::tick, rest, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed while a commit was made", e);
    }
  }

  private void commit() {
    try {
      var change = reader.head().change();
      if (change != published) {
        repository.publish(recipesJson.get(), clock.instant());
        repository.collect(settings.maxPacks());
        published = change;
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the catalogue could not be committed; it is tried again", e);
    }
  }

  @Override
  public void close() {
    ticks.shutdown();
    try {
      if (!ticks.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("the last commit of the catalogue is given up; the next start makes it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
