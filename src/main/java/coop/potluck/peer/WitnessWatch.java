package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.Freshness;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.ShownCheckpoints;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.outbound.Outbound;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the followed logs show this node with what witnesses have seen of them, and how
 * long ago these saw it.
 */
public final class WitnessWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WitnessWatch.class);
  private static final long LOOK_SECONDS = 60;

  private final LogStore logs;
  private final ShownCheckpoints shown;
  private final WitnessClient client;
  private final Supplier<List<PeerSettings>> peers;
  private final List<WitnessSettings> witnesses;
  private final FederationSettings settings;
  private final Clock clock;
  private final WitnessAlarms alarms;
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var daemon = new Thread(task, "witness-watch");
            daemon.setDaemon(true);
            return daemon;
          });

  /**
   * A watch over logs.
   *
   * @param peers that are followed by now; witnesses of their policies are asked where these have a
   *     URL
   * @param witnesses of this node's own log, which are asked about all others as well
   */
  public WitnessWatch(
      LogStore logs,
      ShownCheckpoints shown,
      Outbound outbound,
      Supplier<List<PeerSettings>> peers,
      List<WitnessSettings> witnesses,
      FederationSettings settings,
      Clock clock,
      WitnessAlarms alarms) {
    this.logs = logs;
    this.shown = shown;
    this.client = new WitnessClient(outbound, settings.callTimeout());
    this.peers = peers;
    this.witnesses = List.copyOf(witnesses);
    this.settings = settings;
    this.clock = clock;
    this.alarms = alarms;
  }

  /** Begins to ask each witness once in {@link FederationSettings#witnessInterval}. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks the witnesses whose time has come, and judges each log by what is known. */
  void look() {
    for (var peer : peers.get()) {
      try {
        look(peer);
      } catch (RuntimeException e) {
        LOG.warn("witnesses of {}", peer.origin(), e);
      }
    }
  }

  private void look(PeerSettings peer) {
    var now = clock.instant();
    var last = asked.get(peer.origin());
    if (last == null || !last.plus(settings.witnessInterval()).isAfter(now)) {
      asked.put(peer.origin(), now);
      witnessesOf(peer).forEach(witness -> ask(peer.origin(), witness));
    }
    shown.contradictions(peer.origin()).forEach(alarms::equivocation);
    staleness(peer, now)
        .ifPresentOrElse(
            why -> alarms.stale(peer.origin(), why), () -> alarms.fresh(peer.origin()));
  }

  private List<WitnessSettings> witnessesOf(PeerSettings peer) {
    var all = new ArrayList<>(witnesses);
    var policy = peer.witnesses();
    if (policy != null) {
      for (var witness : policy.witnesses()) {
        var isNew = all.stream().noneMatch(it -> it.key().equals(witness.key()));
        witness
            .url()
            .flatMap(WitnessWatch::url)
            .filter(url -> isNew)
            .ifPresent(url -> all.add(new WitnessSettings(url, witness.key())));
      }
    }
    return all;
  }

  /** The URL of a policy, which may be of any form. */
  private static Optional<URI> url(String text) {
    try {
      return Optional.of(URI.create(text.replaceFirst("/+$", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void ask(String origin, WitnessSettings witness) {
    var log = logs.find(origin).orElse(null);
    if (log == null) {
      return;
    }
    try {
      client
          .shown(witness.url(), origin)
          .filter(it -> isBelieved(log, witness, it))
          .flatMap(it -> shown.show(it, witness.key(), clock.instant()))
          .ifPresent(alarms::equivocation);
    } catch (IOException e) {
      LOG.info("witness {} of {}: {}", witness.key().name(), origin, e.getMessage());
    }
  }

  /** Only what both have signed can speak against the log. */
  private static boolean isBelieved(
      LogStore.Log log, WitnessSettings witness, SignedCheckpoint shown) {
    return shown.isSignedBy(log.keyAt(shown.checkpoint().size()))
        && !shown.cosignatures(List.of(witness.key())).isEmpty();
  }

  /** Why nobody knows whether what a log shows is its newest; empty where somebody does. */
  private Optional<String> staleness(PeerSettings peer, Instant now) {
    var withheld =
        shown
            .withheld(peer.origin())
            .filter(it -> it.since().plus(settings.witnessInterval()).isBefore(now));
    if (withheld.isPresent()) {
      return Optional.of(
          String.format(
              "a witness (%s) has seen %d entries since %s, which the log does not show us",
              withheld.get().shownBy(), withheld.get().size(), withheld.get().since()));
    }
    var freshness = freshness(peer).orElse(null);
    if (freshness == null) {
      return Optional.empty();
    }
    if (!freshness.quorum()) {
      return Optional.of("what is kept of the log has no quorum of witnesses");
    }
    return freshness
        .asOf()
        .filter(at -> freshness.isStale(now, settings.staleAfter()))
        .map(at -> "no quorum of witnesses has seen the log since " + at);
  }

  /** What a peer's policy makes of the checkpoint that is kept; empty without the one or other. */
  public Optional<Freshness> freshness(PeerSettings peer) {
    var policy = peer.witnesses();
    var checkpoint = logs.find(peer.origin()).map(LogStore.Log::checkpoint).orElse(null);
    return policy == null || checkpoint == null
        ? Optional.empty()
        : Optional.of(Freshness.of(policy, checkpoint, clock.instant()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
