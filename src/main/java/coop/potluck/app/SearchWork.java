package coop.potluck.app;

import coop.potluck.search.RecipeSearch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread in which the search does what nobody waits for. */
final class SearchWork implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SearchWork.class);

  /** The first answers of a starting node go before. */
  private static final long PAUSE_MILLIS = 500;

  private static final long PATIENCE_SECONDS = 30;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "search");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void execute(Runnable work) {
    thread.execute(work);
  }

  /** Fills the index, so that the first person who searches need not wait. */
  void warm(RecipeSearch search) {
    var unused =
        thread.schedule(
            () -> {
              try {
                search.warm();
              } catch (RuntimeException e) {
                LOG.warn("the index of the search is not filled yet; the first search does it", e);
              }
            },
            PAUSE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Waits for what reads, since the database is closed next. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the index of the search is still being filled");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
