package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundLimitException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A look at one peer: at itself, and where it is away, lags or shows what is not taken, at those
 * who mirror it.
 */
final class PeerLook {

  /** Looks in vain before people are told. */
  private static final int MANY_FAILURES = 3;

  /** Their end is somebody else's to say. */
  private static final Set<Alarm.Kind> NOT_ENDED =
      EnumSet.of(
          Alarm.Kind.OVER_BUDGET,
          Alarm.Kind.HELD,
          Alarm.Kind.STALE,
          Alarm.Kind.WITHHELD,
          Alarm.Kind.GIT_MISMATCH,
          Alarm.Kind.GIT_OVER_BUDGET);

  private final Outbound outbound;
  private final Follow follow;
  private final PeerStates states;
  private final Alarms alarms;
  private final FederationSettings settings;

  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  /** When a peer's mirrors were last asked whether they have more than it shows. */
  private final Map<String, Instant> compared = new ConcurrentHashMap<>();

  PeerLook(
      Outbound outbound,
      Follow follow,
      PeerStates states,
      Alarms alarms,
      FederationSettings settings) {
    this.outbound = outbound;
    this.follow = follow;
    this.states = states;
    this.alarms = alarms;
    this.settings = settings;
  }

  /** Looks at the peer, and at others for it. */
  Round at(PeerSettings peer, List<PeerSettings> all) {
    var bytes = new AtomicLong();
    var own = HttpLog.own(outbound, settings, peer.url(), bytes);
    var mirrors = mirrors(peer, all, bytes);
    var round = at(peer, own, mirrors, bytes);
    if (round instanceof Round.Good good) {
      return isTimeToCompare(peer) ? newest(good, peer, mirrors, bytes) : good;
    }
    if (round instanceof Round.Paused) {
      return round;
    }
    for (var mirror : mirrors) {
      if (fromMirror(peer, mirror, bytes) instanceof Round.Good good) {
        return round instanceof Round.Refused ? round : standIn(peer, good);
      }
    }
    return round;
  }

  /** A peer that is away is followed all the same; one that was refused stays so. */
  private Round standIn(PeerSettings peer, Round.Good good) {
    states.setGood(peer.origin(), good.size(), good.source());
    return good;
  }

  private boolean isTimeToCompare(PeerSettings peer) {
    var last = compared.get(peer.origin());
    if (last != null && last.plus(settings.witnessInterval()).isAfter(states.now())) {
      return false;
    }
    compared.put(peer.origin(), states.now());
    return last != null;
  }

  /** What the peer shows, or more of the same log that somebody else has already. */
  private Round newest(
      Round.Good good, PeerSettings peer, List<LogSource> mirrors, AtomicLong bytes) {
    for (var mirror : mirrors) {
      if (fromMirror(peer, mirror, bytes) instanceof Round.Good more && more.added() > 0) {
        alarms.raise(
            peer.origin(),
            Alarm.Kind.WITHHELD,
            String.format(
                "it shows %d entries, where %s has %d that it signed",
                good.size(), more.source(), more.size()),
            null);
        return standIn(peer, more);
      }
    }
    alarms.end(peer.origin(), Alarm.Kind.WITHHELD);
    return good;
  }

  private List<LogSource> mirrors(PeerSettings peer, List<PeerSettings> all, AtomicLong bytes) {
    var bases = new LinkedHashSet<URI>(peer.mirrors());
    all.stream().map(PeerSettings::url).filter(it -> !it.equals(peer.url())).forEach(bases::add);
    var mirrors = new ArrayList<LogSource>();
    bases.forEach(it -> mirrors.add(HttpLog.mirror(outbound, settings, it, peer.origin(), bytes)));
    return mirrors;
  }

  /** Looks at a source that speaks for itself. */
  Round at(PeerSettings peer, LogSource source, List<LogSource> others, AtomicLong bytes) {
    var origin = peer.origin();
    try {
      var look = follow.at(peer, new Follow.Sources(source, others, bytes::get));
      states.setGood(origin, look.size(), source.name());
      failures.remove(origin);
      endAlarms(origin, look.raised());
      return new Round.Good(source.name(), look.size(), look.added());
    } catch (RefusedException e) {
      alarms.raise(origin, e.kind(), e.sentence(), e.shown());
      states.setBad(origin, "refused", e.kind().text() + ": " + e.sentence());
      return new Round.Refused(e.kind(), e.sentence());
    } catch (OverBudgetException e) {
      return paused(origin, e);
    } catch (OutboundLimitException e) {
      return refused(origin, Alarm.Kind.OVERSIZED, e, source);
    } catch (SocketTimeoutException e) {
      return refused(origin, Alarm.Kind.TOO_SLOW, e, source);
    } catch (IOException e) {
      return failed(origin, e);
    }
  }

  private void endAlarms(String origin, Set<Alarm.Kind> raised) {
    var over = EnumSet.allOf(Alarm.Kind.class);
    over.removeAll(raised);
    over.removeAll(NOT_ENDED);
    over.add(Alarm.Kind.OVER_BUDGET);
    alarms.end(origin, over);
  }

  private Round refused(String origin, Alarm.Kind kind, IOException e, LogSource source) {
    var reason = String.valueOf(e.getMessage());
    alarms.raise(
        origin, kind, reason, new Evidence.Shown(Map.of("source", source.name()), Map.of()));
    states.setBad(origin, "refused", kind.text() + ": " + reason);
    return new Round.Refused(kind, reason);
  }

  private Round paused(String origin, OverBudgetException e) {
    var reason = String.valueOf(e.getMessage());
    alarms.raise(origin, Alarm.Kind.OVER_BUDGET, reason, null);
    states.pause(origin, reason, e.until());
    return new Round.Paused(reason, e.until());
  }

  private Round failed(String origin, IOException e) {
    var reason = String.valueOf(e.getMessage());
    if (failures.merge(origin, 1, Integer::sum) >= MANY_FAILURES) {
      alarms.raise(origin, Alarm.Kind.UNREACHABLE, reason, null);
    }
    states.setBad(origin, "failed", reason);
    return new Round.Failed(reason);
  }

  /** A mirror that lags or fails is no fault of the log; two trees that the log signed are. */
  private Round fromMirror(PeerSettings peer, LogSource mirror, AtomicLong bytes) {
    var origin = peer.origin();
    try {
      var look = follow.at(peer, new Follow.Sources(mirror, List.of(), bytes::get));
      alarms.end(origin, Alarm.Kind.OVER_BUDGET);
      return new Round.Good(mirror.name(), look.size(), look.added());
    } catch (RefusedException e) {
      if (e.kind() == Alarm.Kind.FORK) {
        alarms.raise(origin, Alarm.Kind.EQUIVOCATION, e.sentence(), e.shown());
      }
      return new Round.Refused(e.kind(), e.sentence());
    } catch (OverBudgetException e) {
      return paused(origin, e);
    } catch (IOException e) {
      return new Round.Failed(String.valueOf(e.getMessage()));
    }
  }
}
