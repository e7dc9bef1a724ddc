package coop.potluck.peer;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.federation.AddCheckpoint;
import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Tile;
import coop.potluck.federation.TileHashes;
import coop.potluck.federation.TilePath;
import coop.potluck.federation.Witness;
import coop.potluck.federation.WitnessAnswer;
import coop.potluck.peer.KillScene.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * Somebody who looks again and again at what publishers and those who follow them show, wants each
 * tree to grow out of the one before, and remembers them all.
 */
final class WatchingWitness implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 2_000;
  private static final int PAUSE_MILLIS = 100;

  private final KillScene scene;
  private final CatalogueFixture its;
  private final Witness witness;
  private final List<Map<Long, Hash>> seen = new ArrayList<>();
  private final List<Long> cosigned = new CopyOnWriteArrayList<>();
  private final List<Long> copied = new CopyOnWriteArrayList<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::watch);
  private volatile boolean over;

  WatchingWitness(KillScene scene, int pairs) throws IOException {
    this.scene = scene;
    this.its = new CatalogueFixture(Files.createDirectory(scene.folder().resolve("witness")));
    for (var i = 0; i < pairs; i++) {
      seen.add(new TreeMap<>());
      cosigned.add(0L);
      copied.add(0L);
    }
    var keys = new TreeMap<String, SigningKey>();
    for (var i = 0; i < pairs; i++) {
      keys.put(KillScene.origin(i), scene.key(Role.PUBLISHER, i));
    }
    this.witness =
        new Witness(
            its.database,
            new LogStore(its.database),
            (origin, size) -> Optional.ofNullable(keys.get(origin)).map(SigningKey::verifierKey),
            SigningKey.generate(
                "watching.example/witness", SignatureType.COSIGNATURE, new SecureRandom()),
            its.clock,
            evidence -> faults.add(evidence.format()));
    thread.start();
  }

  private void watch() {
    while (!over) {
      for (var i = 0; i < seen.size(); i++) {
        try {
          look(i);
        } catch (IOException | UncheckedIOException e) {
          // it is away, or died while it answered
        } catch (RuntimeException | MalformedException e) {
          faults.add(KillScene.origin(i) + ": " + e);
        }
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look(int pair) throws IOException, MalformedException {
    var mirror = scene.url(Role.FOLLOWER, pair);
    if (mirror.isPresent()) {
      var path = "/mirror/" + Sha256.hex(KillScene.origin(pair)) + "/checkpoint";
      var copy = get(URI.create(mirror.get() + path));
      if (copy.isPresent()) {
        var shown = SignedCheckpoint.parse(copy.get());
        see(pair, shown);
        copied.set(pair, shown.checkpoint().size());
      }
    }
    var publisher = scene.url(Role.PUBLISHER, pair);
    if (publisher.isPresent()) {
      var shown = get(URI.create(publisher.get() + "/log/checkpoint"));
      if (shown.isPresent()) {
        submit(pair, publisher.get(), SignedCheckpoint.parse(shown.get()));
      }
    }
  }

  private void see(int pair, SignedCheckpoint shown) {
    if (!shown.isSignedBy(scene.key(Role.PUBLISHER, pair).verifierKey())) {
      faults.add("not signed: " + shown);
    }
    var tree = shown.checkpoint();
    synchronized (seen) {
      var before = seen.get(pair).putIfAbsent(tree.size(), tree.root());
      if (before != null && !before.equals(tree.root())) {
        faults.add("two trees of one size: " + shown + " and the root " + before);
      }
    }
  }

  private void submit(int pair, URI publisher, SignedCheckpoint shown) {
    see(pair, shown);
    var size = shown.checkpoint().size();
    var old = cosigned.get(pair);
    if (size == old) {
      return;
    }
    if (size < old) {
      faults.add("%s shows %d entries after %d".formatted(publisher, size, old));
      return;
    }
    var hashes = new TileHashes(size, path -> tile(publisher, path));
    var proof = old == 0 ? List.<Hash>of() : Proofs.consistency(hashes, old, size);
    var answer = witness.add(new AddCheckpoint(old, proof, shown.note()).format());
    if (answer instanceof WitnessAnswer.Cosigned) {
      cosigned.set(pair, size);
    } else {
      faults.add(publisher + " after " + old + ": " + answer);
    }
  }

  private static Tile tile(URI publisher, TilePath path) {
    try {
      var bytes = get(URI.create(publisher + "/log/" + path.path()));
      return Tile.parse(path, bytes.orElseThrow(() -> new IllegalStateException("no " + path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty where it is not there yet; throws where nobody answers. */
  private static Optional<byte[]> get(URI address) throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    var status = connection.getResponseCode();
    if (status == 404) {
      return Optional.empty();
    }
    if (status != 200) {
      throw new IOException(address + " answers " + status);
    }
    try (var in = connection.getInputStream()) {
      var bytes = in.readAllBytes();
      if (bytes.length != connection.getContentLength()) {
        throw new IOException(address + " broke off");
      }
      return Optional.of(bytes);
    }
  }

  /** Waits until followers show what publishers show now; no longer than that is worth. */
  void awaitCopies() throws InterruptedException {
    var now = List.copyOf(cosigned);
    for (var i = 0; i < PATIENCE_MILLIS * 10 / PAUSE_MILLIS; i++) {
      if (IntStream.range(0, now.size()).allMatch(at -> copied.get(at) >= now.get(at))) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** All trees of a log that were seen so far. */
  List<Checkpoint> seen(int pair) {
    synchronized (seen) {
      return seen.get(pair).entrySet().stream()
          .map(it -> new Checkpoint(KillScene.origin(pair), it.getKey(), it.getValue()))
          .toList();
    }
  }

  /** What no log may do. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public String toString() {
    synchronized (seen) {
      return seen.stream().mapToInt(Map::size).sum() + " trees seen";
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    its.close();
  }
}
