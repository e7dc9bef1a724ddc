package coop.potluck.app;

import coop.potluck.api.Api;
import coop.potluck.api.ApiContext;
import coop.potluck.api.ApiSecrets;
import coop.potluck.api.FederationMetrics;
import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.Unassessed;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.compatibility.Linter;
import coop.potluck.database.Database;
import coop.potluck.federation.Reports;
import coop.potluck.http.HttpServer;
import coop.potluck.http.InProcess;
import coop.potluck.http.Metrics;
import coop.potluck.indexing.Indexer;
import coop.potluck.indexing.SyncLoop;
import coop.potluck.indexing.SyncProgress;
import coop.potluck.mirror.CatalogueRepository;
import coop.potluck.mirror.GitService;
import coop.potluck.mirror.MirrorGate;
import coop.potluck.mirror.Mirrors;
import coop.potluck.mirror.Progress;
import coop.potluck.mirror.SeedRepositories;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.parsing.OperatorFileReader;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.search.RecipeSearch;
import coop.potluck.source.Coops;
import coop.potluck.source.Secret;
import coop.potluck.source.SourceLister;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node, wired: what writes the catalogue and, once {@link #serve} is called, what serves it. */
final class Application implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  /** How long a node that was filled before serves before it looks for news. */
  private static final Duration FIRST_LOOK_PAUSE = Duration.ofSeconds(2);

  private final Config config;
  private final Coops coops;
  private final Clock clock;
  private final Database database;
  private final Catalogue catalogue;
  private final CatalogueReader reader;
  private final Reports reports;
  private final EndOfLife endOfLife;
  private final FederatedNode federated;
  private final Outbound outbound;
  private final Consumer<String> checkpoint;
  private final Mirrors mirrors;
  private final CatalogueRepository catalogueRepository;
  private final Indexer indexer;

  /** What to close, the last opened first. */
  private final Deque<AutoCloseable> open;

  private @Nullable HttpServer server;
  private CompletableFuture<Void> firstRound = new CompletableFuture<>();
  private @Nullable InProcess reads;

  private Application(
      Config config,
      Followed followed,
      Clock clock,
      Consumer<String> checkpoint,
      Deque<AutoCloseable> open)
      throws IOException {
    this.open = open;
    this.config = config;
    this.coops = followed.coops();
    this.checkpoint = checkpoint;
    this.clock = clock;
    var folder = keep(DataFolder.lock(config.data()));
    this.database = keep(Database.open(folder.database(), config.database()));
    this.catalogue = new Catalogue(database, clock, config.catalogue(), checkpoint);
    this.reader = new CatalogueReader(database, config.catalogue());
    this.reports = new Reports(database);
    this.endOfLife = OperatorDates.endOfLife(config);
    var policy = config.addressPolicy(followed);
    this.outbound = keep(new Outbound(config.outbound(), policy, NameResolver.system()));
    this.mirrors = mirrors(folder.mirrors());
    this.catalogueRepository =
        new CatalogueRepository(folder.catalogueRepository(), checkpoint::accept);
    var strangers =
        keep(
            new Outbound(
                config.outbound(),
                AddressPolicy.of(List.of(), config.outbound().allow()),
                NameResolver.system()));
    this.federated =
        keep(
            new FederatedNode(
                config,
                followed,
                new FederatedNode.Parts(
                    folder,
                    database,
                    catalogue,
                    mirrors,
                    outbound,
                    strangers,
                    policy,
                    clock,
                    checkpoint)));
    this.indexer =
        keep(
            new Indexer(
                coops,
                folder.seeds(),
                new SourceLister(outbound, config.source(), clock),
                mirrors,
                new SeedRepositories(checkpoint::accept),
                new MirrorGate(config.mirror()),
                new RecipeParser(config.parsing()),
                catalogue,
                reader,
                new Unassessed(database),
                endOfLife,
                config.indexing(),
                clock));
  }

  /**
   * Opens the data folder, which no other process may have open.
   *
   * @param checkpoint told each moment after which a sudden death would leave something else behind
   * @throws UnusableException if the folder or the database cannot be used
   */
  static Application open(
      Config config, Followed followed, Clock clock, Consumer<String> checkpoint) {
    var opened = new ArrayDeque<AutoCloseable>();
    try {
      return new Application(config, followed, clock, checkpoint, opened);
    } catch (RuntimeException e) {
      closeAll(opened);
      throw e;
    } catch (IOException e) {
      closeAll(opened);
      throw new UnusableException("the data folder " + config.data() + " cannot be used: " + e, e);
    }
  }

  static Application open(Config config, Coops coops, Clock clock, Consumer<String> checkpoint) {
    return open(config, Followed.of(coops), clock, checkpoint);
  }

  static Application open(Config config, Followed followed) {
    return open(config, followed, Clock.systemUTC(), point -> {});
  }

  static Application open(Config config, Coops coops) {
    return open(config, Followed.of(coops));
  }

  /** The other nodes, and this one's own log. */
  FederatedNode federated() {
    return federated;
  }

  Mirrors mirrors() {
    return mirrors;
  }

  /** Mirrors in another folder, under the same limits. */
  Mirrors mirrors(Path folder) throws IOException {
    return new Mirrors(folder, config.mirror(), outbound, checkpoint::accept, Progress.NONE);
  }

  Indexer indexer() {
    return indexer;
  }

  CatalogueReader reader() {
    return reader;
  }

  Database database() {
    return database;
  }

  /** Opens the port, and begins to look at the sources. */
  HttpServer serve(SyncProgress progress) {
    var metrics = new Metrics();
    var running = new SyncLoop(coops, indexer, catalogue, config.indexing(), clock, progress);
    var state = new NodeState(reader, reports, federated.peers(), running);
    var searchWork = keep(new SearchWork());
    var search = new RecipeSearch(database, config.search(), searchWork);
    var federation =
        ShownLogs.of(database, config, baseUrl(), federated.witness(), federated.following());
    var context =
        new ApiContext(
            catalogue,
            reader,
            search,
            new Linter(endOfLife),
            new OperatorFileReader(config.parsing()),
            config.api(),
            federation,
            secrets(),
            this::baseUrl,
            Version.text(),
            clock,
            state::times,
            state::notReady,
            metrics);
    FederationMetrics.addTo(metrics, federation.following(), clock);
    var permissions = new GitPermissions(reader);
    var git =
        new GitService(
            mirrors, catalogueRepository, permissions, permissions::alias, config.mirror());
    var started =
        keep(
            new HttpServer(
                config.http(),
                Api.routes(context),
                Map.of("/git", git),
                state.revision(),
                state.edition(config, endOfLife),
                metrics));
    server = started;
    started.start();
    searchWork.warm(search);
    keep(running).start(reader.counts().recipes() > 0 ? FIRST_LOOK_PAUSE : Duration.ZERO);
    firstRound = running.firstRound();
    federated.start();
    var routes = new InProcess(Api.routes(context));
    reads = routes;
    keep(new CatalogueCommits(
            reader, catalogueRepository, () -> routes.get("/recipes.json"), config.mirror(), clock))
        .start();
    return started;
  }

  /** Done when a serving node has looked at everything once. */
  CompletableFuture<Void> firstRound() {
    return firstRound;
  }

  /** The body of a public read of a node that serves. */
  byte[] get(String address) {
    if (reads == null) {
      throw new IllegalStateException("the node does not serve");
    }
    return reads.get(address);
  }

  /** What clients call this node. */
  String baseUrl() {
    var started = server;
    var address = NodeAddress.configured(config.http());
    return (started == null ? address : new NodeAddress(config.http(), started.port())).url();
  }

  private ApiSecrets secrets() {
    var token = config.admin().token();
    return new ApiSecrets(
        Optional.ofNullable(token).map(Secret::value),
        coop -> coops.find(coop).map(followed -> followed.hookSecret()).map(Secret::value));
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    open.push(closeable);
    return closeable;
  }

  /** Ends the work in the opposite order of its beginning; the database last, whole. */
  @Override
  public void close() {
    closeAll(open);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("at the end", e);
      }
    }
  }
}
