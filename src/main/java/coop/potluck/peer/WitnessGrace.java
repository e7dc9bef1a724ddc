package coop.potluck.peer;

import coop.potluck.federation.SignedCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a checkpoint may be shown before its witnesses have cosigned it: they take a moment, and
 * an alarm at each of those would soon be overlooked.
 */
final class WitnessGrace {

  private final Duration length;

  /** Since when a log has shown what too few witnesses stand behind, by origin. */
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  WitnessGrace(Duration length) {
    this.length = length;
  }

  /**
   * Whether a checkpoint has its quorum; if not, it is to be left for a later look.
   *
   * @throws RefusedException if it has been without one for too long
   * @throws IOException if it is the first of its log, which is then not to be followed yet
   */
  boolean isOver(
      Shown shown, LogSource source, SignedCheckpoint checkpoint, PeerSettings peer, Instant now)
      throws RefusedException, IOException {
    if (shown.hasQuorum(checkpoint, peer.witnesses(), now)) {
      since.remove(peer.origin());
      return true;
    }
    var first = since.computeIfAbsent(peer.origin(), origin -> now);
    if (!now.isBefore(first.plus(length))) {
      throw shown.noQuorum(source, checkpoint);
    }
    if (shown.kept() == null) {
      throw new IOException(source.name() + " waits for its witnesses");
    }
    return false;
  }
}
