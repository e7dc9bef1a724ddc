package coop.potluck.app;

import coop.potluck.api.Following;
import coop.potluck.api.OwnLogView;
import coop.potluck.api.PeerView;
import coop.potluck.api.QuarantinedItem;
import coop.potluck.federation.OwnLog;
import coop.potluck.federation.Standing;
import coop.potluck.peer.Alarm;
import coop.potluck.peer.GitFault;
import coop.potluck.peer.GitStatus;
import coop.potluck.peer.PeerSettings;
import coop.potluck.peer.PeerStatus;
import coop.potluck.peer.Peers;
import coop.potluck.peer.Quarantined;
import coop.potluck.peer.WitnessRounds;
import coop.potluck.peer.WitnessWatch;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the interface how following, signing and witnessing go. */
final class FollowingView implements Following {

  private static final int PAGE = 500;

  private final Peers peers;
  private final Supplier<List<PeerSettings>> configured;
  private final @Nullable OwnLog own;
  private final WitnessRounds rounds;
  private final WitnessWatch watch;
  private final Clock clock;

  FollowingView(
      Peers peers,
      Supplier<List<PeerSettings>> configured,
      @Nullable OwnLog own,
      WitnessRounds rounds,
      WitnessWatch watch,
      Clock clock) {
    this.peers = peers;
    this.configured = configured;
    this.own = own;
    this.rounds = rounds;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public List<PeerView> peers() {
    var alarms = peers.alarms().list();
    var views = new ArrayList<PeerView>();
    for (var status : peers.status()) {
      views.add(
          view(
              status,
              alarms.stream().filter(alarm -> alarm.origin().equals(status.origin())).toList()));
    }
    return views;
  }

  private PeerView view(PeerStatus status, List<Alarm> alarms) {
    return new PeerView(
        status.origin(),
        status.url(),
        status.key(),
        status.state(),
        status.reason(),
        status.size(),
        status.shown(),
        Math.max(0, status.shown() - status.size()),
        status.goodAt(),
        status.attemptedAt(),
        status.nextAttempt(),
        status.source(),
        freshness(status.origin()),
        status.quarantined(),
        git(status.git()),
        alarms.stream()
            .map(
                alarm ->
                    new PeerView.AlarmView(
                        alarm.kind().text(),
                        alarm.since(),
                        alarm.last(),
                        alarm.sentence(),
                        alarm.evidence()))
            .toList());
  }

  private static PeerView.@Nullable GitView git(@Nullable GitStatus git) {
    return git == null
        ? null
        : new PeerView.GitView(
            git.mirrors(), git.failing(), git.faults(), git.bytes(), git.maxBytes());
  }

  private String freshness(String origin) {
    var found =
        configured.get().stream()
            .filter(peer -> peer.origin().equals(origin))
            .findFirst()
            .flatMap(watch::freshness);
    if (found.isEmpty() || (found.get().quorum() && !found.get().isPromised())) {
      return "Nothing is promised: no witnesses are asked for";
    }
    return found
        .get()
        .asOf()
        .map(at -> "A quorum of its witnesses had seen nothing newer at " + at)
        .orElse("What is kept of it has no quorum of witnesses");
  }

  @Override
  public Optional<OwnLogView> own() {
    return Optional.ofNullable(own).map(OwnLog::state).map(this::view);
  }

  private OwnLogView view(OwnLog.State state) {
    var standings = rounds.standings();
    var cosigned =
        standings.stream()
            .filter(standing -> standing.size() == state.size() && standing.cosignedAt() != null)
            .toList();
    return new OwnLogView(
        state.origin(),
        state.key().vkey(),
        state.size(),
        signed(standings),
        cosigned.stream().map(standing -> standing.witness().key().name()).toList(),
        standings.isEmpty()
            ? "Nothing is promised: this node asks no witnesses"
            : cosigned.size() + " of " + standings.size() + " witnesses cosigned the newest",
        alarm(state.standing()));
  }

  /** The log itself does not keep when; its witnesses do. */
  private @Nullable Instant signed(List<WitnessRounds.Standing> standings) {
    return standings.stream()
        .map(WitnessRounds.Standing::cosignedAt)
        .flatMap(Stream::ofNullable)
        .filter(at -> !at.isAfter(clock.instant()))
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static @Nullable String alarm(Standing standing) {
    if (standing instanceof Standing.Waiting waiting) {
      return waiting.reason();
    }
    return standing instanceof Standing.Refused refused ? refused.reason() : null;
  }

  @Override
  public long quarantined(@Nullable String coop) {
    return all(coop).size();
  }

  @Override
  public List<QuarantinedItem> quarantine(@Nullable String coop, long offset, int limit) {
    return all(coop).stream().skip(offset).limit(limit).toList();
  }

  /** Each peer may have a bounded number of them. */
  private List<QuarantinedItem> all(@Nullable String coop) {
    var found = new ArrayList<QuarantinedItem>();
    var page = peers.quarantine().list((Quarantined) null, PAGE);
    while (!page.isEmpty()) {
      page.stream().map(FollowingView::item).forEach(found::add);
      page = peers.quarantine().list(page.get(page.size() - 1), PAGE);
    }
    peers.gitFaults().stream().map(FollowingView::item).forEach(found::add);
    found.removeIf(one -> coop != null && !coop.equals(one.coop()));
    return found;
  }

  private static QuarantinedItem item(GitFault one) {
    return new QuarantinedItem(
        one.origin(),
        one.position(),
        null,
        one.coop(),
        one.recipe().value(),
        one.tag().isEmpty() ? null : one.tag(),
        one.kind().text() + ": " + one.sentence());
  }

  private static QuarantinedItem item(Quarantined one) {
    return new QuarantinedItem(
        one.origin(),
        one.position(),
        one.sha256().isEmpty() ? null : one.sha256(),
        one.coop(),
        one.recipe(),
        one.tag(),
        one.kind() + ": " + one.reason());
  }
}
