package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.Hash;
import coop.potluck.federation.KeyStatement;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TilePath;
import coop.potluck.federation.UnknownStatement;
import coop.potluck.federation.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of a log, wherever it is shown: every tile and every entry under the signed root, and
 * every object that an entry names. Keeps no more than the objects' hashes.
 */
public final class LogAudit {

  private static final int MAX_FAULTS = 100;

  private final LogSource source;
  private final FederationSettings settings;
  private final Predicate<String> coops;
  private final LongConsumer progress;
  private final Map<String, Long> statements = new TreeMap<>();
  private final Set<Hash> objects = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private long entries;
  private long bytes;

  private LogAudit(
      LogSource source,
      FederationSettings settings,
      Predicate<String> coops,
      LongConsumer progress) {
    this.coops = coops;
    this.source = source;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * What was read.
   *
   * @param key that signed the checkpoint
   * @param entries that are of the signed tree
   * @param objects that were had, whole
   * @param bytes of entries and objects
   * @param statements how many of each type
   * @param faults a sentence each, the first hundred; empty for a log that is whole
   */
  public record Report(
      SignedCheckpoint checkpoint,
      VerifierKey key,
      long entries,
      long objects,
      long bytes,
      Map<String, Long> statements,
      List<String> faults) {
    public Report {
      statements = Map.copyOf(statements);
      faults = List.copyOf(faults);
    }
  }

  /**
   * Reads a log.
   *
   * @param key that it is known by, of now or of any time before
   * @param coops the DNS names of those whose objects are read
   * @param progress told how many entries have been read
   * @throws IOException if the source does not answer, or shows no checkpoint
   */
  public static Report read(
      LogSource source,
      VerifierKey key,
      FederationSettings settings,
      Predicate<String> coops,
      LongConsumer progress)
      throws IOException {
    return new LogAudit(source, settings, coops, progress).read(key);
  }

  private Report read(VerifierKey known) throws IOException {
    SignedCheckpoint checkpoint;
    try {
      checkpoint = SignedCheckpoint.parse(source.checkpoint());
    } catch (MalformedException e) {
      throw new IOException(source.name() + " shows no checkpoint: " + e.getMessage(), e);
    }
    var key = known;
    if (!checkpoint.checkpoint().origin().equals(known.name())) {
      fault("it is the log " + checkpoint.checkpoint().origin() + ", not " + known.name());
    } else {
      try {
        key = readAll(new SignedTree(source, checkpoint), known);
      } catch (RefusedException e) {
        fault(e.sentence());
      }
      if (!checkpoint.isSignedBy(key)) {
        fault("the checkpoint is not signed by " + key);
      }
    }
    return new Report(checkpoint, key, entries, objects.size(), bytes, statements, faults);
  }

  /** The key that should have signed. */
  private VerifierKey readAll(SignedTree tree, VerifierKey known)
      throws IOException, RefusedException {
    var size = tree.checkpoint().checkpoint().size();
    var key = known;
    for (var number = 0L; number * TilePath.FULL < size; number++) {
      var wanted = new LinkedHashSet<ObjectReference>();
      var bundle = tree.unverifiedEntries(number);
      tree.verify(number, bundle);
      checkTile(number, bundle);
      for (var entry : bundle) {
        var statement = decoded(entry);
        if (statement instanceof KeyStatement successor
            && successor.from() <= size
            && !tree.checkpoint().isSignedBy(known)) {
          key = successor.key();
        }
        if (statement instanceof Statement.Said said && coops.test(said.coop())) {
          wanted.addAll(said.objects());
        }
        entries++;
        bytes += entry.length;
      }
      wanted.removeIf(one -> objects.contains(one.sha256()));
      checkObjects(number, bundle.size(), wanted);
      progress.accept(entries);
    }
    return key;
  }

  private static String type(Statement statement) {
    if (statement instanceof UnknownStatement unknown) {
      return unknown.type();
    }
    return statement.getClass().getSimpleName().replace("Statement", "").toLowerCase(Locale.ROOT);
  }

  /** The hashes that readers of tiles alone go by are those of the entries. */
  private void checkTile(long number, List<byte[]> bundle) throws IOException {
    var path = TilePath.tile(0, number, bundle.size());
    var hashes = ByteBuffer.allocate(bundle.size() * Hash.SIZE);
    SignedTree.leafHashes(bundle).forEach(hash -> hashes.put(hash.bytes()));
    if (!Arrays.equals(source.tile(path), hashes.array())) {
      fault(path.path() + " is not the hashes of its entries");
    }
  }

  private @Nullable Statement decoded(byte[] entry) {
    try {
      var statement = Statements.decode(entry);
      statements.merge(type(statement), 1L, Long::sum);
      return statement;
    } catch (MalformedException e) {
      statements.merge("malformed", 1L, Long::sum);
      fault("entry " + entries + " is no statement: " + e.getMessage());
      return null;
    }
  }

  private void checkObjects(long number, int width, Set<ObjectReference> wanted)
      throws IOException {
    var left = new LinkedHashMap<Hash, ObjectReference>();
    wanted.forEach(one -> left.put(one.sha256(), one));
    if (width == TilePath.FULL && !left.isEmpty()) {
      var most = left.values().stream().mapToLong(one -> one.size() + 4).sum() * 2 + (1 << 20);
      try (var in = source.archive(number, most)) {
        ObjectArchive.read(in, settings.maxObjectBytes(), object -> had(left, object));
      } catch (MissingPartException e) {
        // then one by one
      }
    }
    for (var object : source.objects(List.copyOf(left.values())).entrySet()) {
      had(left, object.getValue());
    }
    for (var missing : left.values()) {
      fault("the object " + missing.sha256().hex() + " is missing, or is another one");
    }
  }

  private void had(Map<Hash, ObjectReference> left, byte[] object) {
    var hash = Hash.sha256(object);
    var named = left.get(hash);
    if (named != null && named.names(object)) {
      left.remove(hash);
      objects.add(hash);
      bytes += object.length;
    }
  }

  private void fault(String sentence) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(sentence);
    }
  }
}
