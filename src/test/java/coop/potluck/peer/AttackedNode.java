package coop.potluck.peer;

import com.sun.net.httpserver.HttpServer;
import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.ShownCheckpoints;
import coop.potluck.mirror.MirrorSettings;
import coop.potluck.mirror.Mirrors;
import coop.potluck.mirror.Progress;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that follows one peer after the other, and a network that it must not talk to. */
final class AttackedNode implements AutoCloseable {

  /** Names below this one resolve to where the words of co-ops are served. */
  static final String WORD = ".word.example";

  /** The co-op that the node publishes itself. */
  static final String OWN = "own";

  /** Names below this one resolve to the node's own network. */
  static final String INSIDE = ".inside.example";

  private static final String PUBLIC = "127.0.0.2";

  /** What differs from the usual so that the attacks are quick. */
  private static final FederationSettings SETTINGS =
      Settings.with(
          "callTimeout", Duration.ofSeconds(1), "maxObjectBytes", 1L << 20, "maxBatchEntries", 256);

  final CatalogueFixture catalogue;
  final LogStore logs;
  final Peers peers;
  final WitnessWatch watch;
  final Path folder;
  final Outbound outbound;

  /** What co-ops say of who speaks for them. */
  final Map<String, LyingPeer.Lie> words = new ConcurrentHashMap<>();

  /** Calls to what nobody but the node itself should reach. */
  final AtomicInteger trapped = new AtomicInteger();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer word;
  private final HttpServer inside;
  private final Outbound strangers;
  private volatile List<PeerSettings> configured = List.of();

  AttackedNode(Path folder) throws IOException {
    this.folder = folder;
    this.catalogue = new CatalogueFixture(folder);
    this.logs = new LogStore(catalogue.database);
    this.word = server(PUBLIC);
    this.inside = server("127.0.0.1");
    NameResolver names = AttackedNode::lookup;
    this.outbound = outbound("127.0.0.1", names);
    this.strangers = outbound(PUBLIC, names);
    word.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "");
            words.getOrDefault(host, LyingPeer.status(404)).answer(exchange);
          }
        });
    inside.createContext(
        "/",
        exchange -> {
          try (exchange) {
            trapped.incrementAndGet();
            LyingPeer.send(exchange, 200, ServedLog.text("{\"logs\":[]}"));
          }
        });
    word.start();
    inside.start();
    this.peers =
        new Peers(
            new Peers.Node(
                SETTINGS,
                List.of(SampleRecipes.coop(OWN)),
                catalogue.database,
                logs,
                catalogue.catalogue,
                new Mirrors(
                    folder.resolve("mirrors"),
                    MirrorSettings.DEFAULT,
                    outbound,
                    point -> {},
                    Progress.NONE),
                outbound,
                strangers,
                ParsingSettings.DEFAULT,
                folder.resolve("evidence"),
                catalogue.clock,
                point -> {}),
            () -> configured,
            new Speakers(
                catalogue.database, strangers, this::wellKnown, SETTINGS, catalogue.clock));
    this.watch =
        new WitnessWatch(
            logs,
            new ShownCheckpoints(catalogue.database, logs),
            outbound,
            () -> configured,
            List.of(),
            SETTINGS,
            catalogue.clock,
            new WitnessAlarms(peers.alarms()));
    peers.follow();
    catalogue.catalogue.recordListing(OWN + "-source", SampleRecipes.listing("wiki"));
    catalogue.store(RecipeId.of(OWN, "wiki"), "1.0.0+1.2.0");
  }

  private HttpServer server(String address) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getAllByName(address)[0], 0), 0);
    server.setExecutor(threads);
    return server;
  }

  private static Outbound outbound(String allowed, NameResolver names) {
    return new Outbound(
        OutboundSettings.DEFAULT, AddressPolicy.of(List.of(), List.of(allowed)), names);
  }

  private static List<InetAddress> lookup(String host) throws UnknownHostException {
    if (host.endsWith(WORD)) {
      return List.of(InetAddress.getAllByName(PUBLIC));
    }
    if (host.endsWith(INSIDE) || host.startsWith("127.")) {
      return List.of(InetAddress.getAllByName("127.0.0.1"));
    }
    throw new UnknownHostException(host);
  }

  private URI wellKnown(String coop) {
    var port = (coop.endsWith(INSIDE) ? inside : word).getAddress().getPort();
    return URI.create("http://" + coop + ":" + port + Speakers.PATH);
  }

  /** Where nobody from outside should lead the node. */
  URI inside() {
    return URI.create("http://127.0.0.1:" + inside.getAddress().getPort() + "/");
  }

  /** Follows this peer alone, once. */
  Round follow(PeerSettings peer, PeerSettings... others) {
    var all = new ArrayList<PeerSettings>();
    all.add(peer);
    all.addAll(List.of(others));
    configured = List.copyOf(all);
    return peers.followOnce(peer);
  }

  /** The alarms that are open about a log, by kind. */
  Map<Alarm.Kind, Alarm> alarms(String origin) {
    var alarms = new TreeMap<Alarm.Kind, Alarm>();
    peers.alarms().list().stream()
        .filter(it -> it.origin().equals(origin))
        .forEach(it -> alarms.put(it.kind(), it));
    return alarms;
  }

  /** Whether a version of a co-op's wiki is served, as it was read. */
  boolean serves(String coop, String tag) {
    return versions(coop).contains("wiki " + tag);
  }

  /** The versions of a co-op that are served as they were read. */
  private List<String> versions(String coop) {
    return catalogue.database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.name || ' ' || v.tag FROM versions v
                    JOIN recipes r ON r.id = v.recipe_id JOIN coops c ON c.id = r.coop_id
                    WHERE c.domain = :coop AND v.reading_id IS NOT NULL AND v.served
                    """)
                .bind("coop", coop)
                .mapTo(String.class)
                .list());
  }

  /** The recipes of a co-op that are served. */
  List<String> recipes(String coop) {
    return catalogue.database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.name FROM recipes r JOIN coops c ON c.id = r.coop_id
                    WHERE c.domain = :coop AND r.served ORDER BY r.name
                    """)
                .bind("coop", coop)
                .mapTo(String.class)
                .list());
  }

  @Override
  public void close() {
    watch.close();
    peers.close();
    outbound.close();
    strangers.close();
    word.stop(0);
    inside.stop(0);
    threads.shutdownNow();
    catalogue.close();
  }
}
