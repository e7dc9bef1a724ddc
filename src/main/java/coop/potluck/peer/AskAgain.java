package coop.potluck.peer;

import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.Statements;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for objects that were missing before and may be there by now. */
final class AskAgain {

  /** In one look. */
  private static final int ASKED_AGAIN = 16;

  private final LogStore logs;
  private final PeerStates states;
  private final Quarantine quarantine;

  AskAgain(LogStore logs, PeerStates states, Quarantine quarantine) {
    this.logs = logs;
    this.states = states;
    this.quarantine = quarantine;
  }

  void run(LogStore.Log log, long length, ObjectFetch fetch) throws IOException {
    for (var item : quarantine.due(log.origin(), ASKED_AGAIN)) {
      var reference = reference(log, item);
      var bytes = reference == null ? null : fetch.one(reference);
      if (bytes == null) {
        quarantine.put(List.of(item.again(quarantine.next(item.attempts() + 1))));
        continue;
      }
      logs.append(
          log.id(), new LogStore.Appended(List.of(), List.of(bytes), null, List.of(), length));
      quarantine.release(item);
      states.unproject(item);
    }
  }

  private @Nullable ObjectReference reference(LogStore.Log log, Quarantined item) {
    var hash = Hash.parseHex(item.sha256()).orElse(null);
    var entry = logs.entry(log.id(), item.position()).orElse(null);
    if (hash == null || entry == null) {
      return null;
    }
    try {
      return Statements.decode(entry).objects().stream()
          .filter(it -> it.sha256().equals(hash))
          .findFirst()
          .orElse(null);
    } catch (MalformedException e) {
      return null;
    }
  }
}
