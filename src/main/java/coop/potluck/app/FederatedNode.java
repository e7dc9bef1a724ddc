package coop.potluck.app;

import coop.potluck.api.Following;
import coop.potluck.catalogue.Catalogue;
import coop.potluck.database.Database;
import coop.potluck.federation.Cosignatures;
import coop.potluck.federation.KnownLogs;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.OwnLog;
import coop.potluck.federation.ShownCheckpoints;
import coop.potluck.federation.Standing;
import coop.potluck.federation.Witness;
import coop.potluck.mirror.Mirrors;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.Outbound;
import coop.potluck.peer.LogSource;
import coop.potluck.peer.NewestElsewhere;
import coop.potluck.peer.PeerSettings;
import coop.potluck.peer.Peers;
import coop.potluck.peer.Round;
import coop.potluck.peer.WitnessAlarms;
import coop.potluck.peer.WitnessRounds;
import coop.potluck.peer.WitnessWatch;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node among others: the log that it writes, those that it follows, and what it witnesses. */
final class FederatedNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FederatedNode.class);
  private static final long CLOSE_SECONDS = 20;

  private final Config config;
  private final NamedPeers named;
  private final Peers peers;
  private final @Nullable OwnLog own;
  private final @Nullable Witness witness;
  private final WitnessRounds rounds;
  private final WitnessWatch watch;
  private final Clock clock;
  private final ScheduledExecutorService signing =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "own-log"));

  private @Nullable String told;
  private List<PeerSettings> seen;

  /**
   * What a node is made of, as far as this needs it.
   *
   * @param outbound may connect to what the operator's files name
   * @param strangers connects to public addresses alone
   * @param policy of {@code outbound}
   */
  record Parts(
      DataFolder folder,
      Database database,
      Catalogue catalogue,
      Mirrors mirrors,
      Outbound outbound,
      Outbound strangers,
      AddressPolicy policy,
      Clock clock,
      Consumer<String> checkpoint) {}

  /**
   * Opens all of it; nothing is asked or signed before {@link #start}.
   *
   * @throws UnusableException if the keys cannot be used
   */
  FederatedNode(Config config, Followed followed, Parts parts) {
    this.config = config;
    this.clock = parts.clock();
    var settings = config.federation();
    var database = parts.database();
    var logs = new LogStore(database);
    var keys = NodeKeys.read(config);
    this.named =
        new NamedPeers(followed.neighbours(), new PeersFile(config.data()), parts.policy());
    this.peers =
        new Peers(
            new Peers.Node(
                settings,
                Registrations.of(followed.coops()),
                database,
                logs,
                parts.catalogue(),
                parts.mirrors(),
                parts.outbound(),
                parts.strangers(),
                config.parsing(),
                parts.folder().evidence(),
                clock,
                parts.checkpoint()),
            named);
    var neighbours = named.neighbours();
    this.own =
        keys.log() == null
            ? null
            : OwnLogs.open(
                config,
                parts.folder(),
                database,
                keys,
                new NewestElsewhere(
                    parts.outbound(), settings, neighbours.witnesses(), neighbours.peers()),
                clock,
                parts.checkpoint());
    var alarms = new WitnessAlarms(peers.alarms());
    this.witness =
        keys.witness() == null
            ? null
            : new Witness(
                database,
                logs,
                KnownLogs.of(
                    logs,
                    origin -> named.neighbours().find(origin).isPresent(),
                    neighbours.witnessFor()),
                keys.witness(),
                clock,
                alarms::equivocation);
    this.rounds =
        new WitnessRounds(
            logs,
            new Cosignatures(database, logs),
            parts.outbound(),
            neighbours.witnesses(),
            settings,
            clock);
    this.watch =
        new WitnessWatch(
            logs,
            new ShownCheckpoints(database, logs),
            parts.outbound(),
            named,
            neighbours.witnesses(),
            settings,
            clock,
            alarms);
    this.seen = neighbours.peers();
    peers.follow();
  }

  /** Begins to follow, to state and to sign, and to ask witnesses. */
  void start() {
    peers.start();
    var pause = config.federation().checkpointInterval().toMillis();
    var unused = signing.scheduleWithFixedDelay(this::work, 0, pause, TimeUnit.MILLISECONDS);
    rounds.start();
    watch.start();
  }

  private void work() {
    var now = named.get();
    if (!now.equals(seen)) {
      try {
        peers.reconfigured();
        seen = now;
      } catch (RuntimeException e) {
        LOG.warn("what peers say could not be brought in line; it is tried again", e);
      }
    }
    publish();
  }

  /** States what is new, and signs; what fails is tried again, and told once. */
  private void publish() {
    if (own == null) {
      return;
    }
    try {
      own.publish();
      var signed = own.sign();
      var standing = own.state().standing();
      var reason =
          standing instanceof Standing.Refused refused
              ? refused.reason()
              : standing instanceof Standing.Waiting waiting ? waiting.reason() : null;
      if (reason != null && !reason.equals(told)) {
        LOG.warn("the log is not signed: {}", reason);
      } else if (reason == null && told != null) {
        LOG.info("the log is signed again, at {}", signed.map(it -> it.checkpoint().size()));
      }
      told = reason;
    } catch (RuntimeException e) {
      LOG.warn("the log could not be written; it is tried again", e);
    }
  }

  /** The log that this node writes. */
  Optional<OwnLog> own() {
    return Optional.ofNullable(own);
  }

  /** What cosigns here; absent where there is no key to. */
  @Nullable Witness witness() {
    return witness;
  }

  Peers peers() {
    return peers;
  }

  /** How it all goes, for the interface. */
  Following following() {
    return new FollowingView(peers, named, own, rounds, watch, clock);
  }

  /** Takes a log from somewhere else than its node. */
  Round take(PeerSettings peer, LogSource source) {
    return peers.take(peer, source);
  }

  /** What is under way ends: a statement or a signature whole, a fetch where it is. */
  @Override
  public void close() {
    signing.shutdown();
    watch.close();
    rounds.close();
    peers.close();
    try {
      if (!signing.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        signing.shutdownNow();
      }
    } catch (InterruptedException e) {
      signing.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
