package coop.potluck.indexing;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.mirror.MirrorGate;
import coop.potluck.recipe.RecipeId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when recipes are assessed besides after their own look: all that are outdated at the start
 * and on each new day, and those of which the change log tells.
 */
final class Assessments implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Assessments.class);

  /** Recipes that wait together, so that looks get their turns in between. */
  private static final int BATCH = 20;

  /** Entries of the change log that are read at a time. */
  private static final int MAX_CHANGES = 1_000;

  private final Assessor assessor;
  private final CatalogueReader reader;
  private final MirrorGate gate;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            var made = new Thread(work, "assessments");
            made.setDaemon(true);
            return made;
          });
  private @Nullable LocalDate day;
  private long since;

  Assessments(Assessor assessor, CatalogueReader reader, MirrorGate gate) {
    this.assessor = assessor;
    this.reader = reader;
    this.gate = gate;
  }

  /** Assesses all that are outdated, and waits for the end. */
  void all() {
    assess(assessor.outdated());
  }

  /** Begins what there is to do now, unless that is under way. */
  void keepUp() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    thread.execute(
        () -> {
          try {
            next();
          } catch (CompletionException | CancellationException e) {
            LOG.debug("the end comes first", e);
          } catch (RuntimeException e) {
            LOG.error("assessing goes on after an error", e);
          } finally {
            busy.set(false);
          }
        });
  }

  private void next() {
    var today = assessor.today();
    if (!today.equals(day)) {
      since = reader.head().change();
      all();
      day = today;
    } else if (reader.head().change() > since) {
      var changes = reader.changes(since, MAX_CHANGES);
      var ids = new LinkedHashSet<RecipeId>();
      for (var change : changes.items()) {
        var coop = change.coop();
        var recipe = change.recipe();
        if (coop != null && recipe != null) {
          ids.add(new RecipeId(coop, recipe));
        }
      }
      assess(ids);
      since = changes.next();
    }
  }

  /** None while it is being looked at. */
  private void assess(Collection<RecipeId> recipes) {
    var left = List.copyOf(recipes);
    for (var from = 0; from < left.size(); from += BATCH) {
      CompletableFuture.allOf(
              left.subList(from, Math.min(from + BATCH, left.size())).stream()
                  .map(id -> gate.submit(id, Indexer.LOCAL, () -> done(id)))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  private boolean done(RecipeId id) {
    assessor.assess(id);
    return true;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
