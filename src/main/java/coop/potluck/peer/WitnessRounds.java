package coop.potluck.peer;

import coop.potluck.federation.Cosignatures;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.outbound.Outbound;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks this node's witnesses to cosign its log: when it grew, and once in a while if it did not, so
 * that followers know that there is nothing newer. No witness waits for another.
 */
public final class WitnessRounds implements AutoCloseable {

  private static final int MAX_THREADS = 8;
  private static final long LOOK_MILLIS = 500;

  private final List<Submission> submissions;
  private final ScheduledExecutorService threads;

  /**
   * How it stands with one witness.
   *
   * @param cosignedAt the time that it gave last; null since the start
   * @param size that it cosigned then
   * @param failures in a row
   * @param reason of the last failure; null after a success
   * @param next when it is asked at the latest; null before the first time
   */
  public record Standing(
      WitnessSettings witness,
      @Nullable Instant cosignedAt,
      long size,
      int failures,
      @Nullable String reason,
      @Nullable Instant next) {}

  public WitnessRounds(
      LogStore logs,
      Cosignatures cosignatures,
      Outbound outbound,
      List<WitnessSettings> witnesses,
      FederationSettings settings,
      Clock clock) {
    var client = new WitnessClient(outbound, settings.callTimeout());
    this.submissions =
        witnesses.stream()
            .map(it -> new Submission(it, client, logs, cosignatures, settings, clock))
            .toList();
    this.threads =
        Executors.newScheduledThreadPool(
            Math.max(1, Math.min(MAX_THREADS, witnesses.size())),
            task -> {
              var thread = new Thread(task, "witnesses");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to look for something to cosign. */
  public void start() {
    for (var submission : submissions) {
      var unused =
          threads.scheduleWithFixedDelay(submission::ifDue, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Asks, one after the other, those witnesses whose time has come. */
  void round() {
    submissions.forEach(Submission::ifDue);
  }

  /** How it stands with each witness, in the operator's order. */
  public List<Standing> standings() {
    return submissions.stream().map(Submission::standing).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
