package coop.potluck.federation;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this node publishes, and what following other nodes may cost.
 *
 * @param origin the name of this node's log and of the key that signs it; absent for one made of
 *     the node's public address
 * @param keys the folder of the signing keys; absent for {@code keys} in the data folder
 * @param name what people call this node; absent for the origin's host
 * @param operator who runs it, for people to reach
 * @param checkpointInterval between two checkpoints that are signed while the log grows
 * @param witnessInterval between two submissions of the checkpoint to the witnesses, grown or not
 * @param pollInterval between two looks at a peer
 * @param maxPollInterval between two looks at a peer that fails again and again
 * @param speakersInterval how long a co-op's word is kept on which logs speak for it
 * @param quorumGrace how long a peer may show a checkpoint before its witnesses have cosigned it
 * @param staleAfter the age of what witnesses say from which a peer's log counts as stale
 * @param maxPeers that are followed
 * @param parallelFetches of one peer's tiles and objects
 * @param callTimeout of one request to a peer or a witness
 * @param maxCheckpointBytes of a checkpoint with its signatures
 * @param maxEntryBytes of one statement
 * @param maxObjectBytes of one object
 * @param maxBatchEntries that are taken in one transaction
 * @param maxBatchObjects of these, and
 * @param maxBatchBytes of these, which are held in memory
 * @param maxEntriesPerDay that one peer may bring
 * @param maxBytesPerDay that are fetched of one peer
 * @param maxRecipes of one peer
 * @param maxGitBytes of the mirrors that come by way of one peer
 * @param maxQuarantined items of one peer; past them the peer pauses
 * @param maxEvidenceBytes of all evidence kept
 */
public record FederationSettings(
    @Nullable String origin,
    @Nullable Path keys,
    @Nullable String name,
    @Nullable String operator,
    Duration checkpointInterval,
    Duration witnessInterval,
    Duration pollInterval,
    Duration maxPollInterval,
    Duration speakersInterval,
    Duration quorumGrace,
    Duration staleAfter,
    int maxPeers,
    int parallelFetches,
    Duration callTimeout,
    long maxCheckpointBytes,
    long maxEntryBytes,
    long maxObjectBytes,
    int maxBatchEntries,
    int maxBatchObjects,
    long maxBatchBytes,
    long maxEntriesPerDay,
    long maxBytesPerDay,
    int maxRecipes,
    long maxGitBytes,
    int maxQuarantined,
    long maxEvidenceBytes)
    implements Settings {

  private static final long MEBIBYTE = 1L << 20;
  private static final long MAX_MILLIS = Duration.ofDays(365).toMillis();
  private static final int MAX_TEXT = 200;

  /** The largest statement that the format allows, in bytes. */
  private static final int MAX_ENTRY = 4_096;

  /** A host with perhaps a port, and a path: what a key's name can be, without a scheme. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?=.{1,200}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~-]+)+");

  /** What suits a small machine that follows a few dozen nodes. */
  public static final FederationSettings DEFAULT =
      new FederationSettings(
          null,
          null,
          null,
          null,
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofMinutes(5),
          Duration.ofDays(1),
          100,
          4,
          Duration.ofSeconds(30),
          64 << 10,
          MAX_ENTRY,
          4 * MEBIBYTE,
          2_560,
          10_000,
          32 * MEBIBYTE,
          200_000,
          2_048 * MEBIBYTE,
          10_000,
          10_240 * MEBIBYTE,
          1_000,
          256 * MEBIBYTE);

  /** Whether {@code text} can be the origin of a log. */
  public static boolean isOrigin(String text) {
    return ORIGIN.matcher(text).matches();
  }

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    if (origin != null && !isOrigin(origin)) {
      problems.add(new Problem("origin", "a host and a path, such as catalogue.example.coop/log"));
    }
    line(problems, "name", name);
    line(problems, "operator", operator);
    time(problems, "checkpoint_interval", checkpointInterval);
    time(problems, "witness_interval", witnessInterval);
    time(problems, "poll_interval", pollInterval);
    time(problems, "max_poll_interval", maxPollInterval);
    if (maxPollInterval.compareTo(pollInterval) < 0) {
      problems.add(new Problem("max_poll_interval", "at least poll_interval"));
    }
    time(problems, "speakers_interval", speakersInterval);
    time(problems, "quorum_grace", quorumGrace);
    time(problems, "stale_after", staleAfter);
    range(problems, "max_peers", maxPeers, 0, 10_000);
    range(problems, "parallel_fetches", parallelFetches, 1, 64);
    time(problems, "call_timeout", callTimeout);
    range(problems, "max_checkpoint_bytes", maxCheckpointBytes, 1_000, MEBIBYTE);
    range(problems, "max_entry_bytes", maxEntryBytes, 256, MAX_ENTRY);
    range(problems, "max_object_bytes", maxObjectBytes, 1_000, 64 * MEBIBYTE);
    range(problems, "max_batch_entries", maxBatchEntries, 256, 65_536);
    range(problems, "max_batch_objects", maxBatchObjects, 768, 1_000_000);
    range(problems, "max_batch_bytes", maxBatchBytes, MEBIBYTE, 1_024 * MEBIBYTE);
    range(problems, "max_entries_per_day", maxEntriesPerDay, 1, 1L << 40);
    range(problems, "max_bytes_per_day", maxBytesPerDay, 1_000, 1L << 50);
    range(problems, "max_recipes", maxRecipes, 1, 1_000_000);
    range(problems, "max_git_bytes", maxGitBytes, 0, 1L << 50);
    range(problems, "max_quarantined", maxQuarantined, 1, 1_000_000);
    range(problems, "max_evidence_bytes", maxEvidenceBytes, MEBIBYTE, 1L << 40);
    return problems;
  }

  private static void line(List<Problem> into, String name, @Nullable String text) {
    if (text != null
        && (text.isBlank()
            || text.length() > MAX_TEXT
            || text.chars().anyMatch(Character::isISOControl))) {
      into.add(new Problem(name, "one line of at most " + MAX_TEXT + " characters"));
    }
  }

  private static void time(List<Problem> into, String name, Duration value) {
    if (value.toMillis() < 10 || value.toMillis() > MAX_MILLIS) {
      into.add(new Problem(name, "must be from 10ms to 365d"));
    }
  }

  private static void range(List<Problem> into, String name, long value, long least, long most) {
    if (value < least || value > most) {
      into.add(new Problem(name, "must be from " + least + " to " + most + ", is " + value));
    }
  }
}
