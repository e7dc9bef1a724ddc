package coop.potluck.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.EntryBundle;
import coop.potluck.federation.Hash;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A log in memory that a real HTTP server serves as files, and that lies where a test wants it. */
final class ServedLog implements AutoCloseable {

  final SigningKey key;
  private final String origin;
  private final List<byte[]> entries = new ArrayList<>();
  private final List<List<Hash>> levels = new ArrayList<>();
  private final Map<String, byte[]> objects = new LinkedHashMap<>();
  private final List<List<String>> named = new ArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** The paths that were asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** The bytes that were sent. */
  final AtomicLong sent = new AtomicLong();

  /** Answers in place of the log; null to let it answer. */
  volatile Function<String, byte @Nullable []> lie = path -> null;

  /** Statuses in place of 200; 0 to let it answer. */
  volatile Function<String, Integer> refuse = path -> 0;

  /** What is sent compressed. */
  volatile Predicate<String> zipped = path -> false;

  /** Milliseconds to wait before an answer. */
  volatile Function<String, Integer> slowly = path -> 0;

  /** Where what is refused is to be found instead. */
  volatile @Nullable String location;

  private volatile byte[] checkpoint;

  ServedLog(String origin) throws IOException {
    this(origin, SigningKey.generate(origin, SignatureType.NOTE, new SecureRandom()));
  }

  private ServedLog(String origin, SigningKey key) throws IOException {
    this.origin = origin;
    this.key = key;
    this.checkpoint = signed(0).bytes();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** A log of the same key that has the first entries, served by somebody else. */
  ServedLog copy(int size) throws IOException {
    var copy = new ServedLog(origin, key);
    for (var i = 0; i < size; i++) {
      copy.addEntry(entries.get(i));
      copy.named.set(i, named.get(i));
    }
    copy.objects.putAll(objects);
    return copy.sign();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  PeerSettings peer(String... coops) {
    return new PeerSettings(
        url(),
        key.verifierKey(),
        List.of(),
        List.of(),
        List.of(),
        List.of(coops),
        false,
        null,
        null,
        null,
        null,
        null);
  }

  String origin() {
    return origin;
  }

  int size() {
    return entries.size();
  }

  Hash leaf(int position) {
    return levels.get(0).get(position);
  }

  /** Adds a statement whose objects are there. */
  void add(Statement statement, byte[]... its) {
    addEntry(Statements.encode(statement).orElseThrow());
    var names = new ArrayList<String>();
    for (var object : its) {
      var name = Hash.sha256(object).hex();
      objects.put(name, object);
      names.add(name);
    }
    named.set(named.size() - 1, names);
  }

  void addEntry(byte[] entry) {
    entries.add(entry);
    named.add(List.of());
    var hash = MerkleTree.leaf(entry);
    for (var level = 0; ; level++) {
      if (levels.size() == level) {
        levels.add(new ArrayList<>());
      }
      var hashes = levels.get(level);
      hashes.add(hash);
      if (hashes.size() % 256 != 0) {
        return;
      }
      hash = over(hashes.subList(hashes.size() - 256, hashes.size()));
    }
  }

  private static Hash over(List<Hash> hashes) {
    var half = hashes.size() / 2;
    return half == 0
        ? hashes.get(0)
        : MerkleTree.node(over(hashes.subList(0, half)), over(hashes.subList(half, hashes.size())));
  }

  /** Puts other bytes in an object's place; null to take it away. */
  void replace(Hash object, byte @Nullable [] other) {
    if (other == null) {
      objects.remove(object.hex());
    } else {
      objects.put(object.hex(), other);
    }
  }

  private Hash root(long size) {
    return Proofs.root(
        (level, index) -> {
          var from = index << level % 8;
          return over(levels.get(level / 8).subList((int) from, (int) (from + (1 << level % 8))));
        },
        size);
  }

  SignedCheckpoint signed(long size) {
    return SignedCheckpoint.sign(checkpoint(size), key);
  }

  Checkpoint checkpoint(long size) {
    return new Checkpoint(origin, size, root(size));
  }

  /** Publishes all that was added. */
  ServedLog sign() {
    checkpoint = signed(size()).bytes();
    return this;
  }

  void show(byte[] other) {
    checkpoint = other;
  }

  void forget() {
    asked.clear();
    sent.set(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    asked.add(path);
    int status = refuse.apply(path);
    var bytes = status == 0 ? lie.apply(path) : new byte[0];
    if (bytes == null) {
      bytes = part(path).orElse(null);
    }
    if (status == 0) {
      status = bytes == null ? 404 : 200;
    }
    var body = bytes == null ? new byte[0] : bytes;
    sent.addAndGet(body.length);
    if (location != null && status >= 300) {
      exchange.getResponseHeaders().set("Location", location);
    }
    if (zipped.test(path)) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      body = zip(body);
    }
    pause(slowly.apply(path));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it would answer if it did not lie. */
  Optional<byte[]> part(String path) {
    var mirror = "/mirror/" + Sha256.hex(origin) + "/";
    if (path.startsWith("/log/")) {
      return logPart(path.substring("/log/".length()));
    }
    if (path.startsWith(mirror)) {
      return logPart(path.substring(mirror.length()));
    }
    return path.startsWith("/objects/sha256/")
        ? named(path.substring("/objects/sha256/".length()))
        : Optional.empty();
  }

  private Optional<byte[]> named(String names) {
    var all = List.of(names.split(",", -1));
    return all.size() == 1 ? Optional.ofNullable(objects.get(names)) : framed(all);
  }

  private Optional<byte[]> framed(List<String> names) {
    var out = new ByteArrayOutputStream();
    for (var name : names) {
      var object = objects.get(name);
      if (object != null) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(object.length).array());
        out.writeBytes(object);
      }
    }
    return Optional.of(out.toByteArray());
  }

  private Optional<byte[]> logPart(String path) {
    if (path.equals("checkpoint")) {
      return Optional.of(checkpoint);
    }
    if (path.startsWith("objects/")) {
      var from = Integer.parseInt(path.substring("objects/".length())) * 256;
      return from + 256 > entries.size()
          ? Optional.empty()
          : framed(
              named.subList(from, from + 256).stream().flatMap(List::stream).distinct().toList());
    }
    return TilePath.parse(path).filter(it -> it.isIn(size())).map(this::tile);
  }

  /** A bundle of entries in an order of the test's own. */
  byte[] bundle(List<Integer> positions) {
    return EntryBundle.encode(positions.stream().map(entries::get).toList());
  }

  private byte[] tile(TilePath path) {
    var from = (int) path.start();
    if (path.kind() == TilePath.Kind.ENTRIES) {
      return EntryBundle.encode(entries.subList(from, from + path.width()));
    }
    var out = new ByteArrayOutputStream();
    levels
        .get(path.level())
        .subList(from, from + path.width())
        .forEach(hash -> out.writeBytes(hash.bytes()));
    return out.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
