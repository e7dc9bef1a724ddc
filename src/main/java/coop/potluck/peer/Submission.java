package coop.potluck.peer;

import coop.potluck.federation.Cosignatures;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The submissions to one witness: when the next is due, and what came of the last. */
final class Submission {

  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  /** A witness that hears of ever other sizes is not asked for ever. */
  private static final int MAX_TRIES = 3;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MAX_DOUBLINGS = 20;

  private final WitnessSettings witness;
  private final WitnessClient client;
  private final LogStore logs;
  private final Cosignatures cosignatures;
  private final FederationSettings settings;
  private final Clock clock;

  /** The size that the witness cosigned last, as far as it is known here. */
  private long known;

  /** What was cosigned last, by its text; null before that. */
  private @Nullable String cosigned;

  private volatile WitnessRounds.Standing standing;

  Submission(
      WitnessSettings witness,
      WitnessClient client,
      LogStore logs,
      Cosignatures cosignatures,
      FederationSettings settings,
      Clock clock) {
    this.witness = witness;
    this.client = client;
    this.logs = logs;
    this.cosignatures = cosignatures;
    this.settings = settings;
    this.clock = clock;
    this.standing = new WitnessRounds.Standing(witness, null, 0, 0, null, null);
  }

  WitnessRounds.Standing standing() {
    return standing;
  }

  /** Asks the witness if its time has come; never throws. */
  synchronized void ifDue() {
    try {
      var own = logs.own().orElse(null);
      if (own != null && own.checkpoint() != null && isDue(own.checkpoint().note().text())) {
        submit(own);
      }
    } catch (RuntimeException e) {
      LOG.warn("witness {}", witness.key().name(), e);
      failed("this node failed: " + e);
    }
  }

  /** What grew is sent at once, but a witness that failed is left alone until its pause is over. */
  private boolean isDue(String text) {
    var next = standing.next();
    return next == null
        || !clock.instant().isBefore(next)
        || (standing.failures() == 0 && !text.equals(cosigned));
  }

  private void submit(LogStore.Log own) {
    try {
      var reason = submitFrom(own, Math.min(known, own.size()));
      if (reason != null) {
        failed(reason);
      }
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  /** Why it was not cosigned; null if it was. */
  private @Nullable String submitFrom(LogStore.Log own, long first) throws IOException {
    var from = first;
    for (var tries = 0; tries < MAX_TRIES; tries++) {
      var submission = cosignatures.submission(own, from);
      var answer = client.submit(witness, submission);
      if (answer instanceof WitnessClient.Answer.Lines lines) {
        var word =
            cosignatures.accept(submission.note(), lines.bytes(), witness.key(), clock.instant());
        if (word.isEmpty()) {
          return "its answer holds no good cosignature of its key";
        }
        succeeded(own, submission.note().text(), word.get().time());
        return null;
      }
      if (answer instanceof WitnessClient.Answer.Refused refused) {
        return refused.reason();
      }
      from = ((WitnessClient.Answer.Conflict) answer).size();
      if (from > own.size()) {
        return "it has cosigned "
            + from
            + " entries, and this node's log has "
            + own.size()
            + ": is the data folder an old copy?";
      }
      known = from;
    }
    return "it named another size each time";
  }

  private void succeeded(LogStore.Log own, String text, Instant at) {
    known = own.size();
    cosigned = text;
    var interval = settings.witnessInterval();
    // a little early, and not all witnesses at once
    var early = ThreadLocalRandom.current().nextLong(interval.toMillis() / 20 + 1);
    standing =
        new WitnessRounds.Standing(
            witness, at, own.size(), 0, null, clock.instant().plus(interval).minusMillis(early));
  }

  private void failed(String reason) {
    var failures = standing.failures() + 1;
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    var longest = settings.witnessInterval();
    if (failures == 1) {
      LOG.warn("witness {} at {}: {}", witness.key().name(), witness.url(), reason);
    }
    standing =
        new WitnessRounds.Standing(
            witness,
            standing.cosignedAt(),
            standing.size(),
            failures,
            reason,
            clock.instant().plus(pause.compareTo(longest) < 0 ? pause : longest));
  }
}
