package coop.potluck.api;

import coop.potluck.http.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What Prometheus is told of logs: this node's own, and of those that it follows. */
public final class FederationMetrics {

  private static final String LOG = "log";

  /** How long one look at the peers stands for all their measures, which are asked for at once. */
  private static final Duration ONE_LOOK = Duration.ofSeconds(1);

  private final Following following;
  private final Clock clock;
  private volatile Look last = new Look(Instant.EPOCH, List.of());

  /** How the peers were at a moment. */
  private record Look(Instant at, List<PeerView> peers) {}

  private FederationMetrics(Following following, Clock clock) {
    this.following = following;
    this.clock = clock;
  }

  /** Adds them, once for each node. */
  public static void addTo(Metrics metrics, Following following, Clock clock) {
    new FederationMetrics(following, clock).addTo(metrics);
  }

  private void addTo(Metrics metrics) {
    metrics.gauge(
        "potluck_log_entries",
        "Entries under the newest checkpoint of this node's log",
        () -> following.own().map(OwnLogView::size).orElse(0L));
    metrics.gauge(
        "potluck_log_signed_age_seconds",
        "Seconds since the newest checkpoint of this node's log was signed",
        () -> following.own().map(own -> age(own.signed())).orElse(0.0));
    metrics.gauge(
        "potluck_log_cosignatures",
        "Witnesses that cosigned the newest checkpoint of this node's log",
        () -> following.own().map(own -> own.witnesses().size()).orElse(0));
    metrics.gauge(
        "potluck_log_refuses_to_sign",
        "1 while nothing is signed, for the reason in the status",
        () -> following.own().map(own -> own.alarm() == null ? 0 : 1).orElse(0));
    ofPeers(metrics, "entries", "Entries of a followed log that are kept", PeerView::size);
    ofPeers(metrics, "behind_entries", "Entries still to be fetched", PeerView::behind);
    ofPeers(
        metrics,
        "verified_age_seconds",
        "Seconds since a checkpoint of a followed log was last verified",
        peer -> age(peer.verified()));
    ofPeers(metrics, "alarms", "Alarms about a followed log", peer -> peer.alarms().size());
    ofPeers(
        metrics,
        "quarantined",
        "Items of a followed log that were put aside",
        PeerView::quarantined);
  }

  private void ofPeers(
      Metrics metrics, String name, String help, ToDoubleFunction<PeerView> value) {
    metrics.gauges("potluck_peer_" + name, help, LOG, () -> values(value));
  }

  private Map<String, Double> values(ToDoubleFunction<PeerView> value) {
    var values = new LinkedHashMap<String, Double>();
    peers().forEach(peer -> values.put(peer.origin(), value.applyAsDouble(peer)));
    return values;
  }

  private List<PeerView> peers() {
    var now = clock.instant();
    var look = last;
    if (Duration.between(look.at(), now).abs().compareTo(ONE_LOOK) >= 0) {
      look = new Look(now, following.peers());
      last = look;
    }
    return look.peers();
  }

  /** A thing that never was is of no age. */
  private double age(@Nullable Instant then) {
    return then == null ? 0 : Duration.between(then, clock.instant()).toMillis() / 1e3;
  }
}
