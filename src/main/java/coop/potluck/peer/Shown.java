package coop.potluck.peer;

import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.Equivocation;
import coop.potluck.federation.Freshness;
import coop.potluck.federation.Hash;
import coop.potluck.federation.Hashes;
import coop.potluck.federation.KeyFrom;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.TilePath;
import coop.potluck.federation.TlogPolicy;
import coop.potluck.federation.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the checkpoint that a source shows by the signatures and trees that were seen before. */
final class Shown {

  /** The number of a log of which nothing is stored. */
  static final long UNSEEN = -1;

  private final LogStore logs;
  private final LogStore.Log log;
  private final VerifierKey pinned;
  private final @Nullable SignedCheckpoint kept;

  /**
   * What is kept of a log.
   *
   * @param pinned the operator's word on its key
   * @param target the checkpoint under which entries are being stored, if they are
   */
  Shown(LogStore logs, LogStore.Log log, VerifierKey pinned, @Nullable String target) {
    this.logs = logs;
    this.log = log;
    this.pinned = pinned;
    this.kept = target == null ? log.checkpoint() : parsed(target);
  }

  /** What is known of a log of which nothing good was seen yet. */
  static LogStore.Log unseen(PeerSettings peer) {
    var keys = List.of(new KeyFrom(0, peer.key()));
    return new LogStore.Log(UNSEEN, peer.origin(), false, keys, 0, 0, null, 0);
  }

  private static SignedCheckpoint parsed(String note) {
    try {
      return SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      throw new IllegalStateException("a checkpoint that was stored is sound", e);
    }
  }

  /** The newest that was verified; null before the first. */
  @Nullable SignedCheckpoint kept() {
    return kept;
  }

  /**
   * The checkpoint that a source shows, signed by the log and no older than what is kept; that its
   * tree grew out of ours is still to be seen.
   */
  SignedCheckpoint of(LogSource source) throws IOException, RefusedException {
    var bytes = source.checkpoint();
    var shown = parse(source, bytes);
    var checkpoint = shown.checkpoint();
    requireSignature(source, shown);
    if (kept == null) {
      return shown;
    }
    var keptTree = kept.checkpoint();
    if (checkpoint.size() == keptTree.size() && !checkpoint.root().equals(keptTree.root())) {
      throw fork(source, shown, Map.of());
    }
    if (checkpoint.size() < keptTree.size()) {
      throw older(source, shown, kept);
    }
    return shown;
  }

  /** Whether enough witnesses stand behind it; without them it may be shown to us alone. */
  boolean hasQuorum(SignedCheckpoint shown, @Nullable TlogPolicy policy, Instant now) {
    return policy == null || Freshness.of(policy, shown, now).quorum();
  }

  RefusedException noQuorum(LogSource source, SignedCheckpoint shown) {
    return new RefusedException(
        Alarm.Kind.NO_QUORUM,
        String.format(
            "%s shows a checkpoint of %d entries that too few witnesses stand behind",
            source.name(), shown.checkpoint().size()),
        evidence(source, shown, Map.of()));
  }

  private SignedCheckpoint parse(LogSource source, byte[] bytes) throws RefusedException {
    try {
      var shown = SignedCheckpoint.parse(bytes);
      if (!shown.checkpoint().origin().equals(log.origin())) {
        throw refused(
            Alarm.Kind.WRONG_ORIGIN,
            source.name() + " shows a checkpoint of " + shown.checkpoint().origin(),
            source,
            bytes);
      }
      return shown;
    } catch (MalformedException e) {
      throw refused(
          Alarm.Kind.WRONG_ORIGIN,
          source.name() + " shows what is no checkpoint: " + e.getMessage(),
          source,
          bytes);
    }
  }

  private void requireSignature(LogSource source, SignedCheckpoint shown) throws RefusedException {
    var key = key(shown.checkpoint());
    if (shown.isSignedBy(key)) {
      return;
    }
    var claimed =
        shown.note().lines().stream()
            .anyMatch(line -> line.name().equals(key.name()) && line.keyId() == key.keyId());
    throw refused(
        claimed ? Alarm.Kind.BAD_SIGNATURE : Alarm.Kind.WRONG_KEY,
        claimed
            ? source.name() + " shows a checkpoint under a signature that " + key + " did not make"
            : source.name() + " shows a checkpoint that is not signed by " + key,
        source,
        shown.bytes());
  }

  /** The key that signs such a tree, or the one that the operator pinned anew. */
  VerifierKey key(Checkpoint checkpoint) {
    return isPinnedAnew() ? pinned : log.keyAt(checkpoint.size());
  }

  /** Whether the pinned key never was the log's before. */
  boolean isPinnedAnew() {
    return log.keys().stream().noneMatch(it -> it.key().equals(pinned));
  }

  private RefusedException older(LogSource source, SignedCheckpoint shown, SignedCheckpoint kept) {
    var size = shown.checkpoint().size();
    if (size <= log.length()) {
      var ours = ourRoot(size);
      if (!ours.equals(shown.checkpoint().root())) {
        return fork(source, shown, Map.of("our root at " + size, ours.base64()));
      }
    }
    return new RefusedException(
        Alarm.Kind.ROLLBACK,
        String.format(
            "%s shows %d entries, where %d were signed before",
            source.name(), size, kept.checkpoint().size()),
        evidence(source, shown, Map.of()));
  }

  /** Two signed trees that cannot both be true, of which ours is the larger one. */
  RefusedException fork(LogSource source, SignedCheckpoint shown, Map<String, String> more) {
    return fork(source, shown, hashes(), more);
  }

  /**
   * Two signed trees that cannot both be true.
   *
   * @param larger the hashes of the larger one
   */
  RefusedException fork(
      LogSource source, SignedCheckpoint shown, Hashes larger, Map<String, String> more) {
    var evidence = evidence(source, shown, more);
    var portable = equivocation(shown, larger);
    if (portable.isPresent()) {
      var parts = new HashMap<>(evidence.parts());
      parts.put(Equivocation.FILE_NAME, portable.get().format().getBytes(StandardCharsets.UTF_8));
      evidence = new Evidence.Shown(evidence.facts(), parts);
    }
    return new RefusedException(
        Alarm.Kind.FORK,
        String.format(
            "%s shows a tree of %d entries that is not the one of %d which was signed before, grown",
            source.name(), shown.checkpoint().size(), kept == null ? 0 : kept.checkpoint().size()),
        evidence);
  }

  /** What shows it to others; empty where one of the trees is not had as far as that takes. */
  private Optional<Equivocation> equivocation(SignedCheckpoint shown, Hashes larger) {
    if (kept == null) {
      return Optional.empty();
    }
    try {
      return Equivocation.of(
          List.of(key(kept.checkpoint()), key(shown.checkpoint())), kept, shown, larger);
    } catch (RuntimeException e) {
      // what the source does not show any more, or what is not stored yet, cannot be shown on
      return Optional.empty();
    }
  }

  private Evidence.Shown evidence(
      LogSource source, SignedCheckpoint shown, Map<String, String> more) {
    var facts = new HashMap<>(more);
    facts.put("source", source.name());
    facts.put("size", Long.toString(shown.checkpoint().size()));
    facts.put("root", shown.checkpoint().root().base64());
    var parts = new HashMap<String, byte[]>();
    parts.put("shown.note", shown.bytes());
    if (kept != null) {
      facts.put("kept size", Long.toString(kept.checkpoint().size()));
      facts.put("kept root", kept.checkpoint().root().base64());
      parts.put("kept.note", kept.bytes());
    }
    return new Evidence.Shown(facts, parts);
  }

  private RefusedException refused(
      Alarm.Kind kind, String sentence, LogSource source, byte[] bytes) {
    return new RefusedException(
        kind,
        sentence,
        new Evidence.Shown(
            Map.of("source", source.name(), "key", log.keyAt(log.size()).vkey()),
            Map.of("shown.note", bytes)));
  }

  /** Our root at a size that is stored. */
  Hash ourRoot(long size) {
    return Proofs.root(hashes(), size);
  }

  /** The hashes of what is stored. */
  Hashes hashes() {
    return log.id() == UNSEEN ? (level, index) -> MerkleTree.EMPTY : logs.hashes(log.id());
  }

  /** Whether a bundle that is shown begins with what we have of it, of {@code length} entries. */
  boolean beginsAsOurs(List<byte[]> bundle, long length) {
    var ours = (int) (length % TilePath.FULL);
    var tree = new CompactTree(hashes(), length - ours);
    SignedTree.leafHashes(bundle.subList(0, ours)).forEach(tree::add);
    return tree.root().equals(ourRoot(length));
  }
}
