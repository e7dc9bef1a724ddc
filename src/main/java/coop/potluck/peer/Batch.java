package coop.potluck.peer;

import coop.potluck.federation.Hash;
import coop.potluck.federation.KeyFrom;
import coop.potluck.federation.KeyStatement;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.MovedStatement;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.VersionStatement;
import coop.potluck.federation.WithdrawnStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verified entries of a log that go into one transaction, what they say, and the objects that they
 * name and that are not held yet.
 */
final class Batch {

  private final LogStore logs;
  private final PeerSettings peer;
  private final long from;
  private final long maxObjectBytes;
  private final Quarantine quarantine;
  private final List<byte[]> entries = new ArrayList<>();
  private final Map<Hash, Wanted> wanted = new LinkedHashMap<>();
  private final List<KeyFrom> keys = new ArrayList<>();
  private final List<Quarantined> put = new ArrayList<>();
  private long wantedBytes;

  /** An object to fetch, and the first entry that names it. */
  record Wanted(ObjectReference object, long position, Statement.Said by) {}

  /**
   * A batch that is empty.
   *
   * @param from the position of its first entry
   */
  Batch(LogStore logs, PeerSettings peer, long from, long maxObjectBytes, Quarantine quarantine) {
    this.logs = logs;
    this.peer = peer;
    this.from = from;
    this.maxObjectBytes = maxObjectBytes;
    this.quarantine = quarantine;
  }

  void add(byte[] entry) {
    var position = end();
    entries.add(entry);
    try {
      var statement = Statements.decode(entry);
      if (statement instanceof KeyStatement key) {
        add(key, position);
      } else if (statement instanceof Statement.Said said && peer.takes(said.coop())) {
        said.objects().forEach(object -> want(object, position, said));
      }
    } catch (MalformedException e) {
      put.add(
          new Quarantined(
              peer.origin(),
              position,
              "",
              Alarm.Kind.MALFORMED_ENTRY.text(),
              "an entry that is no statement: " + e.getMessage(),
              null,
              null,
              null,
              quarantine.now(),
              1,
              null));
    }
  }

  /** A key that signs from a size that it can itself be seen in. */
  private void add(KeyStatement key, long position) throws MalformedException {
    if (!key.key().name().equals(peer.origin())
        || key.key().type() != SignatureType.NOTE
        || key.from() <= position) {
      throw new MalformedException(
          "statement", "a key of this log that signs from a size past the statement");
    }
    keys.add(new KeyFrom(key.from(), key.key()));
  }

  private void want(ObjectReference object, long position, Statement.Said by) {
    if (wanted.containsKey(object.sha256()) || logs.hasObject(object.sha256())) {
      return;
    }
    var one = new Wanted(object, position, by);
    if (object.size() > maxObjectBytes) {
      quarantine(
          one, "oversized", "an object of " + object.size() + " bytes, more than are taken", false);
      return;
    }
    wanted.put(object.sha256(), one);
    wantedBytes += object.size();
  }

  /** Puts an object aside. */
  void quarantine(Wanted one, String kind, String reason, boolean again) {
    put.add(
        new Quarantined(
            peer.origin(),
            one.position(),
            one.object().sha256().hex(),
            kind,
            reason,
            one.by().coop(),
            one.by().recipe().value(),
            tag(one.by()),
            quarantine.now(),
            1,
            again ? quarantine.next(1) : null));
  }

  static @Nullable String tag(Statement.Said said) {
    if (said instanceof VersionStatement it) {
      return it.tag().name();
    }
    if (said instanceof MovedStatement it) {
      return it.tag();
    }
    return said instanceof WithdrawnStatement it ? it.tag() : null;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The position after its last entry. */
  long end() {
    return from + entries.size();
  }

  long from() {
    return from;
  }

  List<byte[]> entries() {
    return entries;
  }

  Map<Hash, Wanted> wanted() {
    return wanted;
  }

  long wantedBytes() {
    return wantedBytes;
  }

  List<KeyFrom> keys() {
    return keys;
  }

  List<Quarantined> quarantined() {
    return put;
  }
}
