package coop.potluck.federation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A log as files by their paths, served over HTTP on loopback. */
final class StaticLog implements AutoCloseable {

  private static final String PREFIX = "/log/";

  /** What is served, by its path after the log's. */
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  private final HttpServer server;

  /** A log of these entries, signed with this key for its name. */
  StaticLog(List<byte[]> entries, SigningKey key) throws IOException {
    var leaves = entries.stream().map(MerkleTree::leaf).toList();
    var growth = TileGrowth.of(0, new StoredTiles()::get, leaves);
    growth.tiles().forEach(tile -> files.put(tile.path().path(), tile.bytes()));
    TilePath.ofSize(0, entries.size())
        .filter(path -> path.kind() == TilePath.Kind.ENTRIES)
        .forEach(
            path -> {
              var from = (int) path.start();
              var bundle = entries.subList(from, from + path.width());
              files.put(path.path(), EntryBundle.encode(bundle));
            });
    var name = key.verifierKey().name();
    sign(new Checkpoint(name, growth.size(), growth.root()), key);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX, this::answer);
    server.start();
  }

  void sign(Checkpoint checkpoint, SigningKey key) {
    files.put("checkpoint", SignedCheckpoint.sign(checkpoint, key).bytes());
  }

  /** Changes one bit of a file that is served. */
  void spoil(String path) {
    var changed =
        files.computeIfPresent(
            path,
            (name, bytes) -> {
              var copy = bytes.clone();
              copy[copy.length / 2] ^= 1;
              return copy;
            });
    if (changed == null) {
      throw new IllegalArgumentException("the log has no " + path);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/log";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var file = files.get(exchange.getRequestURI().getPath().substring(PREFIX.length()));
      // a body after its headers waits for their acknowledgement, unless it is the last of all
      exchange.getResponseHeaders().set("Connection", "close");
      exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
      if (file != null) {
        exchange.getResponseBody().write(file);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
