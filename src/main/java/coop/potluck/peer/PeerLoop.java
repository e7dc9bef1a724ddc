package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when to look at which peer: each by its own clock, so that a slow one delays no other. */
final class PeerLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerLoop.class);

  /** How often the configuration is asked, and what is due begun. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /** The part of the interval that is left to chance, on either side. */
  private static final double JITTER = 0.2;

  /** Peers whose repositories are looked at together. */
  private static final int GIT_AT_ONCE = 4;

  /** Between some repositories of a peer and the next ones. */
  private static final Duration GIT_PAUSE = Duration.ofSeconds(5);

  private final Peers peers;
  private final FederationSettings settings;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> gitDue = new ConcurrentHashMap<>();
  private final Set<String> gitBusy = ConcurrentHashMap.newKeySet();
  private final Semaphore git = new Semaphore(GIT_AT_ONCE);
  private final AtomicBoolean asking = new AtomicBoolean();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(daemon("peers"));
  private final ExecutorService looks = Executors.newCachedThreadPool(daemon("peer"));

  PeerLoop(Peers peers, FederationSettings settings) {
    this.peers = peers;
    this.settings = settings;
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      var thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  void start() {
    var tick = Math.min(TICK.toMillis(), settings.pollInterval().toMillis());
    var unused =
        ticks.scheduleWithFixedDelay(this::tick, 0, Math.max(10, tick), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      var now = peers.now();
      for (var peer : peers.current()) {
        if (!due.getOrDefault(peer.origin(), Instant.MIN).isAfter(now) && busy.add(peer.origin())) {
          looks.execute(() -> look(peer));
        }
        if (!gitDue.getOrDefault(peer.origin(), Instant.MIN).isAfter(now)
            && gitBusy.add(peer.origin())) {
          looks.execute(() -> mirror(peer));
        }
      }
      if (asking.compareAndSet(false, true)) {
        looks.execute(this::ask);
      }
    } catch (RuntimeException e) {
      LOG.error("following goes on after an error", e);
    }
  }

  /** A thread of its own, since names that strangers made up may be slow to answer. */
  private void ask() {
    try {
      peers.askSpeakers();
    } catch (RuntimeException e) {
      LOG.error("co-ops could not be asked who speaks for them", e);
    } finally {
      asking.set(false);
    }
  }

  private void look(PeerSettings peer) {
    try {
      peers.look(peer);
    } catch (RuntimeException e) {
      LOG.error("peer {} could not be looked at", peer.origin(), e);
    } finally {
      due.put(peer.origin(), next(peer));
      busy.remove(peer.origin());
    }
  }

  /** Apart from the look at the log, which does not wait for repositories. */
  private void mirror(PeerSettings peer) {
    var more = true;
    try {
      if (git.tryAcquire()) {
        try {
          more = peers.mirror(peer);
        } finally {
          git.release();
        }
      }
    } catch (RuntimeException e) {
      LOG.error("the repositories of peer {} could not be looked at", peer.origin(), e);
      more = false;
    } finally {
      var pause = settings.pollInterval();
      gitDue.put(
          peer.origin(),
          peers.now().plus(more && pause.compareTo(GIT_PAUSE) > 0 ? GIT_PAUSE : pause));
      gitBusy.remove(peer.origin());
    }
  }

  private Instant next(PeerSettings peer) {
    var part = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    var usual = peers.now().plusMillis((long) (settings.pollInterval().toMillis() * part));
    var failed = peers.nextAttempt(peer);
    return failed != null && failed.isAfter(usual) ? failed : usual;
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    try {
      // A tick that is under way would hand its work to looks that have ended.
      var unused = ticks.awaitTermination(5, TimeUnit.SECONDS);
      looks.shutdownNow();
      if (!looks.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("a look at a peer is still under way at the end");
      }
    } catch (InterruptedException e) {
      looks.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
