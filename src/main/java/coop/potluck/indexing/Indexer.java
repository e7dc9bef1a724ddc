package coop.potluck.indexing;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.Outcome;
import coop.potluck.catalogue.Unassessed;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.indexing.SyncProgress.Look;
import coop.potluck.mirror.Backoff;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.MirrorGate;
import coop.potluck.mirror.Mirrors;
import coop.potluck.mirror.SeedRepositories;
import coop.potluck.parsing.LinkBase;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.source.Coops;
import coop.potluck.source.Source;
import coop.potluck.source.SourceLister;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists sources, and looks at their repositories: mirror, read, store, assess. Safe to repeat and
 * to kill at any moment.
 */
public final class Indexer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /** The address of work that leaves this machine alone. */
  static final String LOCAL = "file:///";

  /** What a forge said of a repository when it was last looked at with success. */
  private record Seen(Instant updatedAt, Instant lookedAt) {}

  private final Coops coops;
  private final SourceLook sources;
  private final Mirrors mirrors;
  private final MirrorGate gate;
  private final Catalogue catalogue;
  private final CatalogueReader reader;
  private final IndexingSettings settings;
  private final Clock clock;
  private final RepositoryLook look;
  private final Assessor assessor;
  private final Assessments assessments;
  private final Failures failures;
  private final Map<RecipeId, Seen> seen = new ConcurrentHashMap<>();
  private final Map<RecipeId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  /**
   * An indexer of the sources of these co-ops.
   *
   * @param seedFolder where repositories are made of seeds, a folder a source
   * @param endOfLife which software is past its end
   */
  public Indexer(
      Coops coops,
      Path seedFolder,
      SourceLister lister,
      Mirrors mirrors,
      SeedRepositories seeds,
      MirrorGate gate,
      RecipeParser parser,
      Catalogue catalogue,
      CatalogueReader reader,
      Unassessed unassessed,
      EndOfLife endOfLife,
      IndexingSettings settings,
      Clock clock) {
    this.coops = coops;
    this.sources = new SourceLook(seedFolder, lister, seeds, catalogue);
    this.mirrors = mirrors;
    this.gate = gate;
    this.catalogue = catalogue;
    this.reader = reader;
    this.settings = settings;
    this.clock = clock;
    this.look = new RepositoryLook(mirrors, parser, catalogue, settings);
    this.assessor = new Assessor(unassessed, catalogue, endOfLife, clock);
    this.assessments = new Assessments(assessor, reader, gate);
    this.failures = new Failures(Backoff.DEFAULT, clock);
  }

  /** Looks at everything once, that which failed lately too, and waits for the end. */
  public SyncSummary sync(SyncProgress progress) {
    var started = System.nanoTime();
    var collector = new SyncSummary.Collector();
    var both = SyncProgress.all(List.of(collector, progress));
    var looks = new ArrayList<CompletableFuture<?>>();
    for (var followed : coops.inPrecedence()) {
      for (var source : followed.sources()) {
        looks.add(
            list(followed.coop().id(), source, both)
                .thenCompose(targets -> look(targets, true, both)));
      }
    }
    CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new)).join();
    assessments.all();
    return collector.summary(Duration.ofNanos(System.nanoTime() - started));
  }

  /** Reads every mirror again, asking nobody, and stores what differs. */
  public SyncSummary reindex(SyncProgress progress) {
    var started = System.nanoTime();
    var collector = new SyncSummary.Collector();
    var both = SyncProgress.all(List.of(collector, progress));
    var looks = new ArrayList<CompletableFuture<?>>();
    var mirrored = reader.mirrored();
    both.listed("mirrors", mirrored.size());
    for (var one : mirrored.entrySet()) {
      var id = one.getKey();
      looks.add(
          gate.submit(id, LOCAL, () -> readAgain(id, one.getValue()))
              .thenAccept(result -> both.looked(id, result)));
    }
    CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new)).join();
    assessments.all();
    return collector.summary(Duration.ofNanos(System.nanoTime() - started));
  }

  private Look readAgain(RecipeId id, Optional<String> publicUrl) {
    try {
      return assessed(
          id,
          look.readAgain(
              id,
              branch -> publicUrl.map(url -> LinkBase.guess(url, branch)).orElse(LinkBase.NONE)));
    } catch (MirrorException e) {
      return new Look.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** What a source lists now; empty where it does not answer, which is recorded. */
  CompletableFuture<List<Target>> list(CoopId coop, Source source, SyncProgress progress) {
    return sources.list(coop, source, progress);
  }

  /**
   * Looks at repositories; those that are being looked at already are waited for.
   *
   * @param evenIfNotDue also at those that failed lately
   * @return done when the last one is
   */
  CompletableFuture<Void> look(List<Target> targets, boolean evenIfNotDue, SyncProgress progress) {
    return CompletableFuture.allOf(
        targets.stream()
            .map(target -> look(target, evenIfNotDue, progress))
            .toArray(CompletableFuture[]::new));
  }

  /** Looks at one repository of a source now; lists only if it is not known to be there. */
  CompletableFuture<Void> look(
      CoopId coop, Source source, RecipeName wanted, SyncProgress progress) {
    var targets =
        sources
            .lastListed(source, wanted)
            .map(known -> CompletableFuture.completedFuture(List.of(known)))
            .orElseGet(
                () ->
                    list(coop, source, progress)
                        .thenApply(
                            all ->
                                all.stream()
                                    .filter(one -> one.id().name().equals(wanted))
                                    .toList()));
    return targets.thenCompose(
        found -> {
          found.forEach(target -> seen.remove(target.id()));
          // Not joined to a look that is under way: that one may have begun before the push.
          return CompletableFuture.allOf(
              found.stream()
                  .map(target -> submit(target, progress))
                  .toArray(CompletableFuture[]::new));
        });
  }

  /** How many repositories wait or are being looked at. */
  int underWay() {
    return underWay.size();
  }

  private CompletableFuture<Void> look(Target target, boolean evenIfNotDue, SyncProgress progress) {
    var id = target.id();
    if (!evenIfNotDue && !failures.isDue(id)) {
      progress.looked(id, new Look.NotDue());
      return CompletableFuture.completedFuture(null);
    }
    if (isUnchangedByItsForge(target)) {
      progress.looked(id, new Look.Unchanged());
      return CompletableFuture.completedFuture(null);
    }
    var running = underWay.get(id);
    return running == null ? submit(target, progress) : running;
  }

  private CompletableFuture<Void> submit(Target target, SyncProgress progress) {
    var id = target.id();
    var done =
        gate.submit(id, target.listed().cloneUrl(), () -> look(target))
            .thenAccept(result -> progress.looked(id, result));
    underWay.put(id, done);
    return done.whenComplete((ended, failure) -> underWay.remove(id, done));
  }

  private Look look(Target target) {
    try {
      var before = clock.instant();
      var result = assessed(target.id(), look.look(target, failures));
      var updatedAt = target.updatedAt();
      if (updatedAt != null && !(result instanceof Look.Failed)) {
        seen.put(target.id(), new Seen(updatedAt, before));
      }
      return result;
    } catch (RuntimeException e) {
      LOG.error("{} could not be looked at", target.id(), e);
      var count = failures.failed(target.id());
      var reason = "an error of this node, see its log";
      catalogue.recordOutcome(
          target.id(),
          new Outcome(
              Outcome.Kind.FAILED, reason, count, failures.dueAgain(target.id()).orElse(null)));
      return new Look.Failed(reason);
    }
  }

  private Look assessed(RecipeId id, Look result) {
    if (result instanceof Look.Changed) {
      assessor.assess(id);
    }
    return result;
  }

  /** Assesses what has changed without a look, or by the passing of a day, in the background. */
  void keepAssessed() {
    assessments.keepUp();
  }

  /** A forge's word is enough for a while, if the repository was looked at since. */
  private boolean isUnchangedByItsForge(Target target) {
    var last = seen.get(target.id());
    return last != null
        && last.updatedAt().equals(target.updatedAt())
        && clock.instant().isBefore(last.lookedAt().plus(settings.verifyInterval()));
  }

  /** Makes the mirrors small again where that is worth it; done when the last one is. */
  CompletableFuture<Void> collect() {
    return CompletableFuture.allOf(
        reader.mirrored().keySet().stream()
            .map(id -> gate.submit(id, LOCAL, () -> collect(id)))
            .toArray(CompletableFuture[]::new));
  }

  private boolean collect(RecipeId id) {
    try {
      return mirrors.exists(id) && mirrors.collect(id);
    } catch (MirrorException e) {
      LOG.warn("{}: {}", id, e.getMessage());
      return false;
    }
  }

  /** Lets nothing new begin, and interrupts what is under way. */
  @Override
  public void close() {
    sources.close();
    assessments.close();
    gate.close();
  }
}
