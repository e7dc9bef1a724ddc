package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.KeyFrom;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One look at one source of a log: verify what it shows, take what is new. Each batch is one
 * transaction; where a look ends early, the next one goes on from what was stored.
 */
final class Follow {

  private final LogStore logs;
  private final PeerStates states;
  private final Quarantine quarantine;
  private final Budgets budgets;
  private final Alarms alarms;
  private final FederationSettings settings;
  private final Consumer<String> checkpoints;
  private final AskAgain askAgain;
  private final WitnessGrace grace;

  Follow(
      LogStore logs,
      PeerStates states,
      Quarantine quarantine,
      Budgets budgets,
      Alarms alarms,
      FederationSettings settings,
      Consumer<String> checkpoints) {
    this.logs = logs;
    this.states = states;
    this.quarantine = quarantine;
    this.budgets = budgets;
    this.alarms = alarms;
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.askAgain = new AskAgain(logs, states, quarantine);
    this.grace = new WitnessGrace(settings.quorumGrace());
  }

  /**
   * What a look came to.
   *
   * @param size of the checkpoint that was shown
   * @param added entries that were stored
   * @param raised the alarms that single items raised
   */
  record Look(long size, long added, Set<Alarm.Kind> raised) {}

  /** Where the parts of a log come from in one look. */
  record Sources(LogSource first, List<LogSource> others, ReceivedBytes received) {}

  Look at(PeerSettings peer, Sources sources)
      throws IOException, RefusedException, OverBudgetException {
    var log = logs.find(peer.origin()).orElseGet(() -> Shown.unseen(peer));
    if (log.own()) {
      throw new IOException("the log " + peer.origin() + " is this node's own");
    }
    try (var parallel = new Parallel(settings.parallelFetches())) {
      var round = new Round(peer, sources, log, parallel);
      try {
        return round.run();
      } finally {
        round.allowance.use(0);
      }
    }
  }

  /** The state of one look. */
  private final class Round {
    private final PeerSettings peer;
    private final Sources sources;
    private LogStore.Log log;
    private final Parallel parallel;
    private final Shown shown;
    private final PutAside aside;
    private final Allowance allowance;
    private long end;

    Round(PeerSettings peer, Sources sources, LogStore.Log log, Parallel parallel) {
      this.peer = peer;
      this.sources = sources;
      this.log = log;
      this.parallel = parallel;
      this.shown = new Shown(logs, log, peer.key(), states.get(peer.origin()).target());
      this.allowance = new Allowance(peer, settings, budgets, quarantine, sources.received());
      this.end = log.length();
      this.aside = new PutAside(peer.origin(), sources.first().name(), alarms);
    }

    Look run() throws IOException, RefusedException, OverBudgetException {
      var signed = shown.of(sources.first());
      if (!grace.isOver(shown, sources.first(), signed, peer, states.now())) {
        return new Look(log.size(), 0, Set.of());
      }
      var size = signed.checkpoint().size();
      if (size <= end) {
        confirm(signed);
      } else if (size - end <= settings.maxBatchEntries()) {
        growAtOnce(signed);
      } else {
        growByTiles(signed);
      }
      askAgain.run(log, end, objects());
      return new Look(size, allowance.taken(), aside.raised());
    }

    /** Nothing grew; a checkpoint with more cosignatures, or the rest of a whole, is kept. */
    private void confirm(SignedCheckpoint signed) throws RefusedException {
      var size = signed.checkpoint().size();
      if (!shown.ourRoot(size).equals(signed.checkpoint().root())) {
        throw shown.fork(sources.first(), signed, Map.of());
      }
      var kept = log.checkpoint();
      if (kept == null || !Arrays.equals(kept.bytes(), signed.bytes())) {
        append(List.of(), List.of(), signed, pinned(size));
      }
    }

    /** All that is new fits into memory, and with what is stored must make the signed root. */
    private void growAtOnce(SignedCheckpoint signed)
        throws IOException, RefusedException, OverBudgetException {
      var tree = new SignedTree(sources.first(), signed);
      var bundles = bundles(tree, end, size(signed));
      var entries = entries(bundles, end);
      var grown = new CompactTree(shown.hashes(), end);
      SignedTree.leafHashes(entries).forEach(grown::add);
      if (!grown.root().equals(signed.checkpoint().root())
          || !shown.beginsAsOurs(bundles.get(0), end)) {
        requireGrown(tree);
        for (var number = end / TilePath.FULL; number * TilePath.FULL < size(signed); number++) {
          tree.verify(number, tree.unverifiedEntries(number));
        }
        throw new IOException(sources.first().name() + " showed other entries a moment before");
      }
      take(entries, signed);
    }

    /** Batches are verified against the tiles of the signed tree, a few of which are held. */
    private void growByTiles(SignedCheckpoint signed)
        throws IOException, RefusedException, OverBudgetException {
      var tree = new SignedTree(sources.first(), signed);
      requireGrown(tree);
      while (end < size(signed)) {
        var first = end / TilePath.FULL;
        var past = (first + settings.maxBatchEntries() / TilePath.FULL) * TilePath.FULL;
        take(verified(tree, Math.min(past, size(signed))), signed);
      }
    }

    private static long size(SignedCheckpoint signed) {
      return signed.checkpoint().size();
    }

    /** That the signed tree begins with what is stored. */
    private void requireGrown(SignedTree tree) throws IOException, RefusedException {
      var root = tree.root(end);
      if (!root.equals(shown.ourRoot(end))) {
        throw shown.fork(
            sources.first(),
            tree.checkpoint(),
            tree.hashes(),
            Map.of(
                "size",
                Long.toString(end),
                "our root there",
                shown.ourRoot(end).base64(),
                "their root there",
                root.base64()));
      }
    }

    private List<byte[]> verified(SignedTree tree, long to) throws IOException, RefusedException {
      var bundles = bundles(tree, end, to);
      var number = end / TilePath.FULL;
      for (var bundle : bundles) {
        tree.verify(number++, bundle);
      }
      return entries(bundles, end);
    }

    private List<List<byte[]>> bundles(SignedTree tree, long from, long to)
        throws IOException, RefusedException {
      var tasks = new ArrayList<Callable<List<byte[]>>>();
      for (var number = from / TilePath.FULL; number * TilePath.FULL < to; number++) {
        var bundle = number;
        tasks.add(() -> tree.unverifiedEntries(bundle));
      }
      return parallel.all(tasks);
    }

    private static List<byte[]> entries(List<List<byte[]>> bundles, long from) {
      var entries = new ArrayList<byte[]>();
      bundles.forEach(entries::addAll);
      return entries.subList((int) (from % TilePath.FULL), entries.size());
    }

    /** Stores verified entries with their objects, in as many transactions as memory asks for. */
    private void take(List<byte[]> entries, SignedCheckpoint signed)
        throws IOException, RefusedException, OverBudgetException {
      var batch = batch();
      for (var entry : entries) {
        if (batch.isEmpty() || batch.end() - batch.from() < allowance.entriesLeft()) {
          batch.add(entry);
        } else {
          break;
        }
        if (batch.wantedBytes() >= settings.maxBatchBytes()
            || batch.wanted().size() >= settings.maxBatchObjects()) {
          store(batch, signed);
          batch = batch();
        }
      }
      if (!batch.isEmpty()) {
        store(batch, signed);
      }
      if (end < size(signed)) {
        allowance.require();
      }
    }

    private Batch batch() throws OverBudgetException {
      allowance.require();
      return new Batch(logs, peer, end, settings.maxObjectBytes(), quarantine);
    }

    private ObjectFetch objects() {
      return new ObjectFetch(sources.first(), sources.others(), settings, parallel);
    }

    private void store(Batch batch, SignedCheckpoint signed) throws IOException, RefusedException {
      var found = objects().fetch(batch);
      for (var wanted : batch.wanted().values()) {
        if (!found.objects().containsKey(wanted.object().sha256())) {
          aside.object(batch, wanted, found.tampered().get(wanted.object().sha256()));
        }
      }
      quarantine.put(batch.quarantined());
      if (batch.quarantined().stream().anyMatch(it -> it.sha256().isEmpty())) {
        aside.malformed(batch);
      }
      var isWhole = batch.end() == size(signed);
      if (!isWhole) {
        states.setTarget(peer.origin(), new String(signed.bytes(), StandardCharsets.UTF_8));
      }
      var keys = new ArrayList<>(batch.keys());
      keys.addAll(pinned(size(signed)));
      checkpoints.accept("peer.before-append");
      append(batch.entries(), List.copyOf(found.objects().values()), isWhole ? signed : null, keys);
      checkpoints.accept("peer.after-append");
      end = batch.end();
      allowance.use(batch.end() - batch.from());
    }

    private void append(
        List<byte[]> entries,
        List<byte[]> objects,
        @Nullable SignedCheckpoint checkpoint,
        List<KeyFrom> keys) {
      if (log.id() == Shown.UNSEEN) {
        log = logs.create(peer.origin(), false, peer.key());
      }
      logs.append(
          log.id(),
          new LogStore.Appended(entries, objects, checkpoint, keys, end + entries.size()));
      if (checkpoint != null && states.get(peer.origin()).target() != null) {
        states.setTarget(peer.origin(), null);
      }
    }

    /** The key that the operator pinned in place of the one before, once it signed a good tree. */
    private List<KeyFrom> pinned(long size) {
      return shown.isPinnedAnew() ? List.of(new KeyFrom(size, peer.key())) : List.of();
    }
  }
}
