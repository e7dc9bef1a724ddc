package coop.potluck.api;

import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TilePath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The objects that a full bundle of entries names, in the order in which they are first named, each
 * after its length in four bytes. Who reads it hashes each to know which it is, so any may be left
 * out.
 */
final class ObjectArchive {

  /** What an archive may weigh, so that many requests at once fit into memory. */
  static final int MAX_BYTES = 4 << 20;

  private final LogStore logs;
  private final BlockedObjects blocked;

  ObjectArchive(LogStore logs, BlockedObjects blocked) {
    this.logs = logs;
    this.blocked = blocked;
  }

  /** The archive of a bundle that the log shows whole. */
  byte[] of(LogStore.Log log, long bundle) {
    var bytes = new ByteArrayOutputStream();
    for (var hash : named(log, bundle)) {
      if (blocked.find(hash).isEmpty()) {
        logs.object(hash)
            .filter(object -> bytes.size() + Integer.BYTES + object.length <= MAX_BYTES)
            .ifPresent(object -> write(bytes, object));
      }
    }
    return bytes.toByteArray();
  }

  /** Adds an object in the form of an archive. */
  static void write(ByteArrayOutputStream archive, byte[] object) {
    archive.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(object.length).array());
    archive.writeBytes(object);
  }

  private Set<Hash> named(LogStore.Log log, long bundle) {
    var hashes = new LinkedHashSet<Hash>();
    for (var entry : logs.entries(log.id(), bundle * TilePath.FULL, TilePath.FULL)) {
      hashes.addAll(named(entry));
    }
    return hashes;
  }

  /** What an entry names; a log that is mirrored may hold some that are no statements. */
  static List<Hash> named(byte[] entry) {
    try {
      return Statements.decode(entry).objects().stream().map(ObjectReference::sha256).toList();
    } catch (MalformedException e) {
      return List.of();
    }
  }
}
