package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.Hash;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.TilePath;
import coop.potluck.outbound.OutboundLimitException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the objects of a batch: whole archives where many of a bundle are wanted, a few together
 * or one by one otherwise. What is no object that was named is not given out.
 */
final class ObjectFetch {

  /** From so many wanted objects of a bundle its archive is worth its bytes. */
  private static final int WORTH_AN_ARCHIVE = 48;

  private static final int TOGETHER = 16;

  /** Single objects that may take too long before the source counts as too slow altogether. */
  private static final int MAX_SLOW = 3;

  private final LogSource source;
  private final List<LogSource> others;
  private final FederationSettings settings;
  private final Parallel parallel;
  private final AtomicInteger slow = new AtomicInteger();

  /** What one object's bytes were that were not it, if there were any. */
  private final Map<Hash, byte[]> tampered = new ConcurrentHashMap<>();

  /** The wanted objects that were found, and those that were not, with why. */
  record Found(Map<Hash, byte[]> objects, Map<Hash, byte[]> tampered) {}

  /**
   * A fetch from one source.
   *
   * @param others to ask for what that one lacks
   */
  ObjectFetch(
      LogSource source, List<LogSource> others, FederationSettings settings, Parallel parallel) {
    this.source = source;
    this.others = others;
    this.settings = settings;
    this.parallel = parallel;
  }

  Found fetch(Batch batch) throws IOException, RefusedException {
    var found = new ConcurrentHashMap<Hash, byte[]>();
    archives(batch, found);
    var left = new ArrayList<ObjectReference>();
    batch.wanted().values().stream()
        .map(Batch.Wanted::object)
        .filter(it -> !found.containsKey(it.sha256()))
        .forEach(left::add);
    singly(left, found);
    return new Found(found, tampered);
  }

  private void archives(Batch batch, Map<Hash, byte[]> found) throws IOException, RefusedException {
    var byBundle = new HashMap<Long, List<Batch.Wanted>>();
    for (var one : batch.wanted().values()) {
      byBundle.computeIfAbsent(one.position() / TilePath.FULL, it -> new ArrayList<>()).add(one);
    }
    var tasks = new ArrayList<Callable<Boolean>>();
    for (var bundle : byBundle.entrySet()) {
      var start = bundle.getKey() * TilePath.FULL;
      if (bundle.getValue().size() >= WORTH_AN_ARCHIVE
          && start >= batch.from()
          && start + TilePath.FULL <= batch.end()) {
        tasks.add(() -> archive(bundle.getKey(), bundle.getValue(), found));
      }
    }
    if (!tasks.isEmpty()) {
      parallel.all(tasks);
    }
  }

  /**
   * An archive holds what earlier bundles named, too; past a limit the rest is asked for singly.
   */
  private boolean archive(long bundle, Collection<Batch.Wanted> wanted, Map<Hash, byte[]> found) {
    var names = new HashMap<Hash, ObjectReference>();
    wanted.forEach(it -> names.put(it.object().sha256(), it.object()));
    try (var in = source.archive(bundle, settings.maxBatchBytes())) {
      ObjectArchive.read(
          in,
          settings.maxObjectBytes(),
          bytes -> {
            var hash = Hash.sha256(bytes);
            if (names.containsKey(hash)) {
              found.put(hash, bytes);
            }
          });
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void singly(List<ObjectReference> wanted, Map<Hash, byte[]> found)
      throws IOException, RefusedException {
    var tasks = new ArrayList<Callable<Boolean>>();
    for (var from = 0; from < wanted.size(); from += TOGETHER) {
      var some = List.copyOf(wanted.subList(from, Math.min(from + TOGETHER, wanted.size())));
      tasks.add(() -> some(some, found));
    }
    if (!tasks.isEmpty()) {
      parallel.all(tasks);
    }
  }

  private boolean some(List<ObjectReference> wanted, Map<Hash, byte[]> found) throws IOException {
    var got = new HashMap<Hash, byte[]>();
    if (wanted.size() > 1) {
      try {
        got.putAll(source.objects(wanted));
      } catch (IOException e) {
        got.clear();
      }
    }
    for (var one : wanted) {
      var bytes = got.get(one.sha256());
      if (bytes == null || !one.names(bytes)) {
        bytes = one(one);
      }
      if (bytes != null) {
        found.put(one.sha256(), bytes);
      }
    }
    return true;
  }

  /** One object from whoever has it; null where nobody has. */
  byte @Nullable [] one(ObjectReference wanted) throws IOException {
    var bytes = from(source, wanted);
    for (var i = 0; bytes == null && i < others.size(); i++) {
      try {
        bytes = from(others.get(i), wanted);
      } catch (IOException e) {
        // the next one may have it
      }
    }
    return bytes;
  }

  private byte @Nullable [] from(LogSource asked, ObjectReference wanted) throws IOException {
    try {
      var bytes = asked.object(wanted.sha256(), wanted.size());
      if (wanted.names(bytes)) {
        return bytes;
      }
      tampered.put(wanted.sha256(), bytes);
      return null;
    } catch (MissingPartException e) {
      return null;
    } catch (OutboundLimitException e) {
      tampered.put(wanted.sha256(), new byte[0]);
      return null;
    } catch (SocketTimeoutException e) {
      if (slow.incrementAndGet() > MAX_SLOW) {
        throw e;
      }
      return null;
    }
  }
}
