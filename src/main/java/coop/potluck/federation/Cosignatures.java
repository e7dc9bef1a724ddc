package coop.potluck.federation;

import coop.potluck.database.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What witnesses cosign of this node's own log: what is sent to them, and what comes back, which is
 * kept under the checkpoint that is served. Safe for many threads.
 */
public final class Cosignatures {

  private final Database database;
  private final LogStore logs;

  public Cosignatures(Database database, LogStore logs) {
    this.database = database;
    this.logs = logs;
  }

  /**
   * What asks a witness to cosign the newest checkpoint of a log.
   *
   * @param own with a checkpoint
   * @param from the size that the witness cosigned last, at most that of the checkpoint
   */
  public AddCheckpoint submission(LogStore.Log own, long from) {
    var newest = own.checkpoint();
    if (newest == null) {
      throw new IllegalArgumentException(own.origin() + " has no checkpoint");
    }
    var size = newest.checkpoint().size();
    var note = newest.note();
    return new AddCheckpoint(
        from,
        Proofs.consistency(logs.hashes(own.id()), from, size),
        new SignedNote(note.text(), ofLog(note, own.keys())));
  }

  /** Signatures of the log's own keys: a witness may not know yet which of them follows which. */
  private static List<SignedNote.Line> ofLog(SignedNote note, List<KeyFrom> keys) {
    return note.lines().stream()
        .filter(line -> keys.stream().anyMatch(it -> line.isOf(it.key())))
        .toList();
  }

  /**
   * Keeps the cosignature that a witness answered, in the place of an older one. Where the log has
   * gone on since, nobody needs it any more.
   *
   * @param submitted the note that was to be cosigned
   * @param lines of signatures, each with its newline, as they came
   * @param now which the witness's time may be ahead of by {@link Freshness#MAX_AHEAD}
   * @return empty where no line is this witness's, fits the note and says when it was made
   */
  public Optional<Cosignature> accept(
      SignedNote submitted, byte[] lines, VerifierKey witness, Instant now) {
    var answered = under(submitted.text(), lines).orElse(null);
    if (answered == null) {
      return Optional.empty();
    }
    var word =
        Cosignature.find(answered, witness)
            .filter(it -> it.time().getEpochSecond() > 0)
            .filter(it -> !it.time().isAfter(now.plus(Freshness.MAX_AHEAD)));
    word.ifPresent(it -> keep(answered, it));
    return word;
  }

  /** A text with lines that came apart from it. */
  private static Optional<SignedNote> under(String text, byte[] lines) {
    var head = Utf8.encode(text + "\n");
    var whole = Arrays.copyOf(head, head.length + lines.length);
    System.arraycopy(lines, 0, whole, head.length, lines.length);
    try {
      var note = SignedNote.parse(whole);
      return note.text().equals(text) ? Optional.of(note) : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private void keep(SignedNote answered, Cosignature word) {
    var witness = word.witness();
    database.write(
        tx -> {
          var sql = tx.attach(LogSql.class);
          var row = sql.findOwn().orElse(null);
          if (row == null || row.checkpoint() == null) {
            return false;
          }
          var note = StoredNote.parse(row.checkpoint()).note();
          var older = Cosignature.find(note, witness);
          if (!note.text().equals(answered.text())
              || older.filter(it -> !it.time().isBefore(word.time())).isPresent()) {
            return false;
          }
          var kept = new SignedNote(note.text(), merged(note, answered, witness));
          sql.setCheckpoint(row.id(), row.size(), StoredNote.text(kept));
          return true;
        });
  }

  private static List<SignedNote.Line> merged(
      SignedNote note, SignedNote answered, VerifierKey witness) {
    return Stream.concat(
            note.lines().stream().filter(line -> !line.isOf(witness)), answered.linesOf(witness))
        .toList();
  }
}
