package coop.potluck.api;

import coop.potluck.catalogue.Counts;
import coop.potluck.catalogue.SourceEntry;
import coop.potluck.http.Answer;
import coop.potluck.http.Metrics;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the node is, for people and for machinery. */
final class StatusHandlers {

  private final ApiContext context;

  private record StatusView(
      String version,
      Instant now,
      String epoch,
      long head,
      Counts counts,
      SyncView sync,
      List<SourceView> sources,
      @Nullable OwnLogView log,
      List<PeerView> peers,
      List<String> alarms) {}

  private record SyncView(
      boolean running,
      @Nullable Instant lastStarted,
      @Nullable Instant lastFinished,
      @Nullable Instant next,
      @Nullable Long lagSeconds) {}

  private record HealthView(String status) {}

  StatusHandlers(ApiContext context) {
    this.context = context;
  }

  /** {@code GET /api/v1/status}. */
  Answer status(Request request) {
    return context.reader().snapshot(this::status);
  }

  private Answer status() {
    var reader = context.reader();
    var now = context.clock().instant();
    var head = reader.head();
    var counts = reader.counts();
    var sources = reader.coops().stream().flatMap(coop -> coop.sources().stream()).toList();
    var own = context.federation().following().own().orElse(null);
    var peers = context.federation().following().peers();
    var times = context.syncTimes().get();
    var finished = times.lastFinished();
    var lag = finished == null ? null : Math.max(0, Duration.between(finished, now).toSeconds());
    return Answer.json(
        Json.write(
            new StatusView(
                context.version(),
                now,
                head.epoch(),
                head.change(),
                counts,
                new SyncView(times.running(), times.lastStarted(), finished, times.next(), lag),
                sources.stream().map(SourceView::of).toList(),
                own,
                peers,
                alarms(sources, counts, own, peers))));
  }

  /** {@code GET /api/v1/peers}. */
  Answer peers(Request request) {
    return Answer.json(Json.write(new Paging.AllView(context.federation().following().peers())));
  }

  private static List<String> alarms(
      List<SourceEntry> sources, Counts counts, @Nullable OwnLogView own, List<PeerView> peers) {
    var alarms = new ArrayList<String>();
    for (var source : sources) {
      if (source.state() == SourceEntry.State.HELD || source.state() == SourceEntry.State.FAILED) {
        var reason = source.reason() == null ? "" : ": " + source.reason();
        alarms.add("source " + source.id() + " is " + source.state().text() + reason);
      }
    }
    if (counts.failing() > 0) {
      alarms.add(counts.failing() + " repositories could not be read at the last attempt");
    }
    if (own != null && own.alarm() != null) {
      alarms.add("log " + own.origin() + ": " + own.alarm());
    }
    for (var peer : peers) {
      for (var alarm : peer.alarms()) {
        alarms.add("peer " + peer.origin() + ": " + alarm.kind() + ": " + alarm.sentence());
      }
    }
    return alarms;
  }

  /** {@code GET /health/live}. */
  Answer live(Request request) {
    return Answer.json(Json.write(new HealthView("live")));
  }

  /** {@code GET /health/ready}. */
  Answer ready(Request request) {
    context
        .notReady()
        .get()
        .ifPresent(
            reason -> {
              throw new Refusal(ApiProblem.NOT_READY, reason);
            });
    return Answer.json(Json.write(new HealthView("ready")));
  }

  /** {@code GET /metrics}. */
  Answer metrics(Request request) {
    return Answer.of(Metrics.MEDIA_TYPE, context.metrics().text());
  }
}
