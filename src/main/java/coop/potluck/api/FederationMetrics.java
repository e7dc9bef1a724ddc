package coop.potluck.api;

import coop.potluck.http.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What Prometheus is told of logs: this node's own, and of those that it follows. */
public final class FederationMetrics {

  private static final String LOG = "log";

  private FederationMetrics() {}

  /** Adds them, once for each node. */
  public static void addTo(Metrics metrics, Following following, Clock clock) {
    metrics.gauge(
        "potluck_log_entries",
        "Entries under the newest checkpoint of this node's log",
        () -> following.own().map(OwnLogView::size).orElse(0L));
    metrics.gauge(
        "potluck_log_signed_age_seconds",
        "Seconds since the newest checkpoint of this node's log was signed",
        () -> following.own().map(own -> age(own.signed(), clock)).orElse(0.0));
    metrics.gauge(
        "potluck_log_cosignatures",
        "Witnesses that cosigned the newest checkpoint of this node's log",
        () -> following.own().map(own -> own.witnesses().size()).orElse(0));
    metrics.gauge(
        "potluck_log_refuses_to_sign",
        "1 while nothing is signed, for the reason in the status",
        () -> following.own().map(own -> own.alarm() == null ? 0 : 1).orElse(0));
    ofPeers(
        metrics, following, "entries", "Entries of a followed log that are kept", PeerView::size);
    ofPeers(metrics, following, "behind_entries", "Entries still to be fetched", PeerView::behind);
    ofPeers(
        metrics,
        following,
        "verified_age_seconds",
        "Seconds since a checkpoint of a followed log was last verified",
        peer -> age(peer.verified(), clock));
    ofPeers(
        metrics, following, "alarms", "Alarms about a followed log", peer -> peer.alarms().size());
    ofPeers(
        metrics,
        following,
        "quarantined",
        "Items of a followed log that were put aside",
        PeerView::quarantined);
  }

  private static void ofPeers(
      Metrics metrics,
      Following following,
      String name,
      String help,
      ToDoubleFunction<PeerView> value) {
    metrics.gauges("potluck_peer_" + name, help, LOG, () -> values(following, value));
  }

  private static Map<String, Double> values(Following following, ToDoubleFunction<PeerView> value) {
    var values = new LinkedHashMap<String, Double>();
    following.peers().forEach(peer -> values.put(peer.origin(), value.applyAsDouble(peer)));
    return values;
  }

  /** A thing that never was is of no age. */
  private static double age(@Nullable Instant then, Clock clock) {
    return then == null ? 0 : Duration.between(then, clock.instant()).toMillis() / 1e3;
  }
}
