package coop.potluck.indexing;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.mirror.SeedException;
import coop.potluck.mirror.SeedRepositories;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.source.Listing;
import coop.potluck.source.Source;
import coop.potluck.source.SourceLister;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks sources for their repositories, each on a thread of its own, and lets the catalogue judge
 * what they answer.
 */
final class SourceLook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceLook.class);

  private final Path seedFolder;
  private final SourceLister lister;
  private final SeedRepositories seeds;
  private final Catalogue catalogue;
  private final Map<String, Map<RecipeName, Target>> lastListed = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "listing");
            thread.setDaemon(true);
            return thread;
          });

  SourceLook(Path seedFolder, SourceLister lister, SeedRepositories seeds, Catalogue catalogue) {
    this.seedFolder = seedFolder;
    this.lister = lister;
    this.seeds = seeds;
    this.catalogue = catalogue;
  }

  /** What a source lists now; empty where it does not answer, which is recorded. */
  CompletableFuture<List<Target>> list(CoopId coop, Source source, SyncProgress progress) {
    return CompletableFuture.supplyAsync(() -> targets(coop, source, progress), threads)
        .exceptionally(
            e -> {
              LOG.error("source {} could not be listed", source.id(), e);
              progress.doubted(source.id(), "an error of this node, see its log");
              return List.of();
            });
  }

  /** What a source said of a repository when it was listed last, since the start. */
  Optional<Target> lastListed(Source source, RecipeName name) {
    return Optional.ofNullable(lastListed.getOrDefault(source.id(), Map.of()).get(name));
  }

  private List<Target> targets(CoopId coop, Source source, SyncProgress progress) {
    var answer = list(source);
    if (answer instanceof Listing.Failed failed) {
      catalogue.recordListingFailure(source.id(), failed.reason(), failed.retryAfter());
      progress.doubted(source.id(), failed.reason());
      return List.of();
    }
    var byName = new LinkedHashMap<RecipeName, Target>();
    var listed = new ArrayList<coop.potluck.catalogue.Listing.Listed>();
    var skipped = new ArrayList<coop.potluck.catalogue.Listing.Skipped>();
    var all = (Listing.Listed) answer;
    for (var repository : all.repositories()) {
      var target = Target.of(coop, source, repository);
      byName.put(repository.name(), target);
      listed.add(
          new coop.potluck.catalogue.Listing.Listed(
              repository.name(), repository.repository(), target.fingerprint()));
    }
    for (var one : all.skipped()) {
      skipped.add(new coop.potluck.catalogue.Listing.Skipped(one.name(), one.reason()));
    }
    var verdict =
        catalogue.recordListing(source.id(), new coop.potluck.catalogue.Listing(listed, skipped));
    if (verdict.alarm() != null) {
      progress.doubted(source.id(), verdict.alarm());
    }
    byName.keySet().retainAll(verdict.followed());
    lastListed.put(source.id(), Map.copyOf(byName));
    progress.listed(source.id(), byName.size());
    return List.copyOf(byName.values());
  }

  private Listing list(Source source) {
    if (!(source instanceof Source.Seed seed)) {
      return lister.list(source);
    }
    try {
      var folder = seedFolder.resolve(seed.id());
      seeds.write(seed.path(), folder);
      return lister.list(seed.madeIn(folder));
    } catch (IOException | SeedException e) {
      return new Listing.Failed(String.valueOf(e.getMessage()), null);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("a listing is still under way at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
