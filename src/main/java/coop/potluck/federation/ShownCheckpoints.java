package coop.potluck.federation;

import coop.potluck.database.Database;
import coop.potluck.federation.WitnessSql.ShownRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What witnesses, this node among them, hold for the newest checkpoint of each followed log, beside
 * what this node itself read.
 */
public final class ShownCheckpoints {

  private final Database database;
  private final LogStore logs;

  /**
   * A larger tree than this node was shown by the log itself.
   *
   * @param shownBy the witness's verifier key
   * @param size of that tree
   * @param since when the witness was first seen to show it
   */
  public record Withheld(String shownBy, long size, Instant since) {}

  public ShownCheckpoints(Database database, LogStore logs) {
    this.database = database;
    this.logs = logs;
  }

  /**
   * Takes in what a witness shows of a log that is stored.
   *
   * @param shown signed by the log and cosigned by the witness, both verified
   * @return what contradicts what this node read, or what another witness shows; empty if all agree
   */
  public Optional<Equivocation> show(SignedCheckpoint shown, VerifierKey witness, Instant now) {
    var checkpoint = shown.checkpoint();
    return database.write(
        tx -> {
          var sql = tx.attach(WitnessSql.class);
          var rows = sql.shown(checkpoint.origin());
          var found = contradiction(rows, shown);
          var held = rows.stream().filter(row -> row.shownBy().equals(witness.vkey())).findAny();
          if (found.isEmpty() && held.filter(row -> row.size() > checkpoint.size()).isEmpty()) {
            sql.setShown(
                checkpoint.origin(),
                witness.vkey(),
                checkpoint.size(),
                checkpoint.root().base64(),
                StoredNote.text(shown.note()),
                now);
          }
          return found;
        });
  }

  private Optional<Equivocation> contradiction(List<ShownRow> rows, SignedCheckpoint shown) {
    var checkpoint = shown.checkpoint();
    var log = logs.find(checkpoint.origin()).orElse(null);
    if (log == null) {
      return Optional.empty();
    }
    for (var row : rows) {
      if (row.size() == checkpoint.size() && !row.root().equals(checkpoint.root().base64())) {
        var keys = List.of(log.keyAt(row.size()));
        return Optional.of(Equivocation.ofOneSize(keys, StoredNote.parse(row.note()), shown));
      }
    }
    return Comparison.of(logs, log, shown).contradiction();
  }

  /**
   * Compares all that witnesses hold of a log with what this node has read of it by now; to be
   * asked when more of it was read.
   */
  public List<Equivocation> contradictions(String origin) {
    var log = logs.find(origin).orElse(null);
    if (log == null) {
      return List.of();
    }
    return held(origin).stream()
        .flatMap(note -> Comparison.of(logs, log, StoredNote.parse(note)).contradiction().stream())
        .toList();
  }

  /**
   * What contradicts a checkpoint that this node is about to take; to be asked before it is stored.
   *
   * @param hashes of its tree
   * @param keys that signed any of the log's checkpoints
   */
  public Optional<Equivocation> contradiction(
      SignedCheckpoint next, Hashes hashes, List<VerifierKey> keys) {
    return held(next.checkpoint().origin()).stream()
        .flatMap(
            note ->
                Comparison.of(next, hashes, StoredNote.parse(note), keys).contradiction().stream())
        .findFirst();
  }

  private List<String> held(String origin) {
    return database.read(
        tx -> {
          var sql = tx.attach(WitnessSql.class);
          var notes = new ArrayList<String>();
          sql.findWitnessed(origin).ifPresent(row -> notes.add(row.note()));
          sql.shown(origin).forEach(row -> notes.add(row.note()));
          return notes;
        });
  }

  /** The largest tree that a witness shows and that is more than this node has read, if one is. */
  public Optional<Withheld> withheld(String origin) {
    var size = logs.find(origin).map(LogStore.Log::size).orElse(0L);
    return database.read(tx -> largest(tx.attach(WitnessSql.class).shown(origin).stream(), size));
  }

  private static Optional<Withheld> largest(Stream<ShownRow> rows, long above) {
    @Nullable ShownRow largest = null;
    for (var row : (Iterable<ShownRow>) rows::iterator) {
      if (row.size() > (largest == null ? above : largest.size())) {
        largest = row;
      }
    }
    return Optional.ofNullable(largest)
        .map(row -> new Withheld(row.shownBy(), row.size(), row.since()));
  }
}
