package coop.potluck.catalogue;

import coop.potluck.compatibility.Difference;
import coop.potluck.database.Database;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one place that changes what the node knows. Each method is one transaction that holds its
 * entries of the change log; where nothing is new, nothing is written. Safe for many threads, which
 * take turns.
 */
public final class Catalogue {

  private static final Stored NOTHING = new Stored(0, 0, 0, 0, false);

  private final Database database;
  private final Clock clock;
  private final CatalogueSettings settings;
  private final Consumer<String> checkpoint;

  public Catalogue(Database database, Clock clock, CatalogueSettings settings) {
    this(database, clock, settings, point -> {});
  }

  /**
   * A catalogue that tells where it is.
   *
   * @param checkpoint called with the name of the write and {@code .before-commit} or {@code
   *     .after-commit}: {@code store.before-commit}
   */
  public Catalogue(
      Database database, Clock clock, CatalogueSettings settings, Consumer<String> checkpoint) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.checkpoint = checkpoint;
  }

  /**
   * Takes over the configured co-ops in their order of precedence. What is no longer configured
   * leaves the catalogue; what was recorded of it stays.
   */
  public void follow(List<CoopRegistration> inPrecedence) {
    run("follow", handle -> new Following(handle, now()).follow(inPrecedence));
  }

  /** Records what a source lists; throws {@link IllegalArgumentException} if it is not followed. */
  public Listing.Verdict recordListing(String sourceId, Listing listing) {
    return write(
        "listing", handle -> listing(handle, sourceId).record(listing, settings.confirmAfter()));
  }

  /** Records that a source did not answer. */
  public void recordListingFailure(String sourceId, String reason, @Nullable Instant retryAfter) {
    run("listing-failure", handle -> listing(handle, sourceId).recordFailure(reason, retryAfter));
  }

  /**
   * Believes a source: what it no longer lists is withdrawn now. False if there is no such source.
   */
  public boolean confirm(String sourceId) {
    return write(
        "confirm",
        handle -> {
          var source = handle.attach(SourceSql.class).find(sourceId);
          source.ifPresent(it -> new ListingWriter(handle, it, now()).confirm());
          return source.isPresent();
        });
  }

  private ListingWriter listing(Handle handle, String sourceId) {
    var source =
        handle
            .attach(SourceSql.class)
            .find(sourceId)
            .orElseThrow(
                () -> new IllegalArgumentException("not a source that is followed: " + sourceId));
    return new ListingWriter(handle, source, now());
  }

  /** What is known of a repository. */
  public Known known(RecipeId id) {
    return database.read(
        handle -> {
          var sql = handle.attach(HeadSql.class);
          var listed = sql.findListed(id.coop().value(), id.name().value());
          if (listed.isEmpty()) {
            return Known.NOTHING;
          }
          var recipe = listed.get().id();
          var tags = new LinkedHashMap<String, Known.Mark>();
          for (var row : handle.attach(VersionSql.class).listPresent(recipe)) {
            var schema = row.parserSchema();
            tags.put(
                row.tag(),
                new Known.Mark(row.object(), row.commitName(), schema == null ? 0 : schema));
          }
          var head =
              sql.findHead(recipe)
                  .map(it -> new Known.Mark(it.commitName(), it.commitName(), it.parserSchema()));
          return new Known(listed.get().fingerprint(), head.orElse(null), tags);
        });
  }

  /**
   * Whether nothing is left to read of a listed repository whose refs are still those, and the last
   * look at it went well.
   *
   * @param refs as they were given to {@link #store(RecipeSync, String)}
   */
  public boolean isComplete(RecipeId id, String refs, int parserSchema) {
    return database.read(
        handle ->
            handle
                .attach(HeadSql.class)
                .isComplete(
                    id.coop().value(),
                    id.name().value(),
                    complete(refs, parserSchema),
                    Outcome.Kind.OK.text()));
  }

  private static String complete(String refs, int parserSchema) {
    return refs + " " + parserSchema;
  }

  /** Records a part of a look at a listed repository, or a look at refs that nobody names. */
  public Stored store(RecipeSync sync) {
    return store(sync, null);
  }

  /**
   * Records a look at a listed repository. A recipe that is not listed is left alone.
   *
   * @param refs what tells these refs from any others, if nothing is left to read of them
   */
  public Stored store(RecipeSync sync, @Nullable String refs) {
    var prepared = SyncWriter.PreparedSync.of(sync, settings.maxTextBytes());
    var complete = refs == null ? null : complete(refs, sync.parserSchema());
    return write(
        "store",
        handle -> {
          var sql = handle.attach(HeadSql.class);
          var listed = sql.findListed(sync.id().coop().value(), sync.id().name().value());
          if (listed.isEmpty()) {
            return NOTHING;
          }
          var recipe = listed.get().id();
          sql.setComplete(recipe, complete);
          return new SyncWriter(handle, prepared, recipe, now()).write();
        });
  }

  /** Records how releases differ; what is served stays the same, since it is a matter of time. */
  public void compare(Map<Neighbours, List<Difference>> comparisons) {
    var prepared = AssessmentWriter.Prepared.bytes(comparisons);
    run("compare", handle -> new AssessmentWriter(handle).compare(prepared));
  }

  /**
   * Records what was worked out of a recipe.
   *
   * @return false if the recipe is not what it was any more; then nothing is recorded
   */
  public boolean assess(Assessed assessed) {
    var prepared = AssessmentWriter.Prepared.of(assessed);
    return write("assess", handle -> new AssessmentWriter(handle).assess(prepared, now()));
  }

  /** Records what came of an attempt; cheap where nothing differs. */
  public void recordOutcome(RecipeId id, Outcome outcome) {
    run(
        "outcome",
        handle -> {
          var sql = handle.attach(OperatorSql.class);
          var row = sql.findOutcome(id.coop().value(), id.name().value()).orElse(null);
          if (row == null) {
            return;
          }
          var kind = outcome.kind().text();
          sql.setOutcome(
              row.id(), kind, outcome.reason(), outcome.failures(), outcome.nextAttempt());
          if (!row.outcome().equals(kind)
              || !Objects.equals(row.outcomeReason(), outcome.reason())) {
            new ChangeLog(handle, now()).recipe(Change.Kind.RECIPE, id);
          }
        });
  }

  /** Takes a recipe, or one version of it, out of the catalogue; what is unknown too. */
  public void block(RecipeId id, @Nullable String tag, String reason) {
    run("block", handle -> new Blocking(handle, id, tag, now()).block(reason));
  }

  /** Lifts a block; false if there is none. */
  public boolean unblock(RecipeId id, @Nullable String tag) {
    return write("unblock", handle -> new Blocking(handle, id, tag, now()).unblock());
  }

  /** Asks for a look at one recipe, all of a co-op, or everything; asking twice is asking once. */
  public void requestSync(@Nullable CoopId coop, @Nullable RecipeName recipe) {
    if (coop == null && recipe != null) {
      throw new IllegalArgumentException("a recipe is asked for together with its co-op");
    }
    run(
        "request",
        handle ->
            handle
                .attach(OperatorSql.class)
                .request(
                    coop == null ? "" : coop.value(), recipe == null ? "" : recipe.value(), now()));
  }

  /** The wishes that are open, oldest first; they are not open any more. */
  public List<SyncRequest> takeRequests() {
    var waiting =
        database.read(handle -> handle.attach(OperatorSql.class).listRequests().isEmpty());
    if (waiting) {
      return List.of();
    }
    return write(
        "take-requests",
        handle -> {
          var sql = handle.attach(OperatorSql.class);
          var requests = sql.listRequests().stream().map(OperatorSql.RequestRow::request).toList();
          sql.deleteRequests();
          return requests;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void run(String name, Consumer<Handle> work) {
    write(
        name,
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  private <T> T write(String name, Function<Handle, T> work) {
    var result =
        database.write(
            handle -> {
              var made = work.apply(handle);
              checkpoint.accept(name + ".before-commit");
              return made;
            });
    checkpoint.accept(name + ".after-commit");
    return result;
  }
}
