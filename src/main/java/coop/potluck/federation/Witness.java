package coop.potluck.federation;

import coop.potluck.database.Database;
import coop.potluck.federation.WitnessAnswer.Reason;
import coop.potluck.federation.WitnessSql.CheckpointRow;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This node as a witness of other logs: it cosigns a checkpoint that follows from the one it
 * cosigned last, and that agrees with what this node itself has read of the log.
 *
 * <p>Whatever is cosigned was stored before; two submissions at once are taken one after the other.
 *
 * @see <a href="https://c2sp.org/tlog-witness">c2sp.org/tlog-witness</a>
 */
public final class Witness {

  private final Database database;
  private final LogStore logs;
  private final KnownLogs known;
  private final SigningKey key;
  private final Clock clock;
  private final Consumer<Equivocation> alarm;

  /** What came of a submission, and what it showed of its log. */
  private record Outcome(WitnessAnswer answer, @Nullable Equivocation evidence) {}

  /**
   * A witness.
   *
   * @param key of the type that cosigns
   * @param alarm told of each log that is found to have signed what cannot both be true, by the
   *     thread that found it
   */
  public Witness(
      Database database,
      LogStore logs,
      KnownLogs known,
      SigningKey key,
      Clock clock,
      Consumer<Equivocation> alarm) {
    if (key.verifierKey().type() != SignatureType.COSIGNATURE) {
      throw new IllegalArgumentException("a witness has a key that cosigns, not " + key);
    }
    this.database = database;
    this.logs = logs;
    this.known = known;
    this.key = key;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Whose signature stands under what was cosigned. */
  public VerifierKey key() {
    return key.verifierKey();
  }

  /**
   * Takes a submission.
   *
   * @param body as {@code add-checkpoint} has it
   */
  public WitnessAnswer add(byte[] body) {
    AddCheckpoint asked;
    try {
      asked = AddCheckpoint.parse(body);
    } catch (MalformedException e) {
      return refused(Reason.MALFORMED, e.problem().toString());
    }
    try {
      return add(asked, asked.checkpoint());
    } catch (MalformedException e) {
      var why = e.problem().toString();
      return asked
          .wronglyEmpty()
          .map(
              origin ->
                  distrust(known.key(origin, 0), asked.note())
                      .orElseGet(() -> refused(Reason.INCONSISTENT, why)))
          .orElseGet(() -> refused(Reason.MALFORMED, why));
    }
  }

  private WitnessAnswer add(AddCheckpoint asked, SignedCheckpoint submitted) {
    var checkpoint = submitted.checkpoint();
    var key = known.key(checkpoint.origin(), checkpoint.size());
    var distrust = distrust(key, asked.note());
    if (distrust.isPresent()) {
      return distrust.get();
    }
    if (asked.oldSize() > checkpoint.size()) {
      return refused(Reason.MALFORMED, "The old size is larger than the checkpoint's");
    }
    var outcome =
        database.write(
            tx -> decide(tx.attach(WitnessSql.class), asked, submitted, key.orElseThrow()));
    if (outcome.evidence() != null) {
      alarm.accept(outcome.evidence());
    }
    return outcome.answer();
  }

  /** Why a note is not taken for the log's own; empty if it is. */
  private static Optional<WitnessAnswer> distrust(Optional<VerifierKey> key, SignedNote note) {
    if (key.isEmpty()) {
      return Optional.of(refused(Reason.UNKNOWN_LOG, "This witness does not know the log"));
    }
    return note.isSignedBy(key.get())
        ? Optional.empty()
        : Optional.of(refused(Reason.UNTRUSTED, "It is not signed, or not well, by " + key.get()));
  }

  private Outcome decide(
      WitnessSql sql, AddCheckpoint asked, SignedCheckpoint submitted, VerifierKey key) {
    var row = sql.findWitnessed(submitted.checkpoint().origin()).orElse(null);
    var evidence = evidence(submitted, row, key);
    var cosigned = row == null ? 0 : row.size();
    if (asked.oldSize() != cosigned) {
      return new Outcome(new WitnessAnswer.Conflict(cosigned), evidence);
    }
    var fault =
        evidence != null
            ? "The log has signed another tree, which is kept as evidence"
            : fault(asked, submitted.checkpoint(), row);
    return fault == null
        ? new Outcome(cosign(sql, submitted, key), null)
        : new Outcome(refused(Reason.INCONSISTENT, fault), evidence);
  }

  /** What shows that the log told this witness, or this node as its reader, something else. */
  private @Nullable Equivocation evidence(
      SignedCheckpoint submitted, @Nullable CheckpointRow row, VerifierKey key) {
    var checkpoint = submitted.checkpoint();
    if (row != null
        && row.size() == checkpoint.size()
        && !row.root().equals(checkpoint.root().base64())) {
      return Equivocation.ofOneSize(List.of(key), StoredNote.parse(row.note()), submitted);
    }
    return logs.find(checkpoint.origin())
        .flatMap(log -> Comparison.of(logs, log, submitted).contradiction())
        .orElse(null);
  }

  /** Why it does not follow from what was cosigned last; null if it does. */
  private static @Nullable String fault(
      AddCheckpoint asked, Checkpoint checkpoint, @Nullable CheckpointRow row) {
    if (asked.oldSize() == 0 && !asked.proof().isEmpty()) {
      return "From the empty tree there is nothing to prove";
    }
    var root = row == null ? MerkleTree.EMPTY : Hash.parseBase64(row.root()).orElseThrow();
    return Proofs.verifyConsistency(
            asked.oldSize(), root, checkpoint.size(), checkpoint.root(), asked.proof())
        ? null
        : "The proof does not lead from the checkpoint that was cosigned last to this one";
  }

  /** Its time is taken within the transaction, so that what is cosigned later is never older. */
  private WitnessAnswer cosign(WitnessSql sql, SignedCheckpoint submitted, VerifierKey logKey) {
    var checkpoint = submitted.checkpoint();
    var note = submitted.note();
    var now = clock.instant();
    var line = key.cosign(note.text(), now);
    var lines = Stream.concat(note.linesOf(logKey), Stream.of(line)).toList();
    sql.setWitnessed(
        checkpoint.origin(),
        Hash.sha256(Utf8.encode(checkpoint.origin())).hex(),
        checkpoint.size(),
        checkpoint.root().base64(),
        StoredNote.text(new SignedNote(note.text(), lines)),
        now);
    return new WitnessAnswer.Cosigned(line + "\n");
  }

  /**
   * The newest checkpoint that was cosigned of a log, with its signature and this witness's.
   *
   * @param originHash SHA-256 of the log's origin, in lower-case hexadecimal
   */
  public Optional<byte[]> checkpoint(String originHash) {
    return database
        .read(tx -> tx.attach(WitnessSql.class).findWitnessedNote(originHash))
        .map(Utf8::encode);
  }

  private static WitnessAnswer refused(Reason reason, String detail) {
    return new WitnessAnswer.Refused(reason, detail);
  }
}
