package coop.potluck.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node that this one follows, and how that goes.
 *
 * @param key the verifier key that is pinned
 * @param state new, ok, failed, refused or paused
 * @param size entries of its log that are kept here, verified
 * @param shown entries under the newest checkpoint that was verified
 * @param behind how many are still to be fetched
 * @param verified when that checkpoint was last verified
 * @param source where its log was last had from, where that is not the node itself
 * @param freshness a sentence
 * @param git absent where its repositories are not mirrored
 */
public record PeerView(
    String origin,
    String url,
    String key,
    String state,
    @Nullable String reason,
    long size,
    long shown,
    long behind,
    @Nullable Instant verified,
    @Nullable Instant attempted,
    @Nullable Instant next,
    @Nullable String source,
    String freshness,
    long quarantined,
    @Nullable GitView git,
    List<AlarmView> alarms) {

  /**
   * How mirroring the repositories of its recipes goes.
   *
   * @param failing of which something that is stated could not be had
   * @param faults where git and the log are not one
   * @param bytes on the disk, of {@code maxBytes} at most
   */
  public record GitView(int repositories, int failing, int faults, long bytes, long maxBytes) {}

  /**
   * Something about a log that people should know.
   *
   * @param kind a stable word
   * @param evidence the folder of what shows it, below that of all evidence
   */
  public record AlarmView(
      String kind, Instant since, Instant last, String sentence, @Nullable String evidence) {}

  public PeerView {
    alarms = List.copyOf(alarms);
  }
}
