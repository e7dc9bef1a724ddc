package coop.potluck.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.TilePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a node over real HTTP, at an address that stays while the node comes and goes; each
 * reader has a path of its own below it, which can be cut.
 */
final class ShownNode implements AutoCloseable {

  private static final String OBJECTS = "/objects/sha256/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What is shown; null while the node is down. */
  volatile @Nullable LogStore logs;

  /** Whether a reader cannot reach it. */
  volatile Predicate<String> cut = reader -> false;

  ShownNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address for one reader. */
  URI url(String reader) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + reader);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var end = path.indexOf('/', 1);
      var shown = logs;
      exchange.getResponseHeaders().set("Connection", "close");
      if (shown == null || end < 0 || cut.test(path.substring(1, end))) {
        LyingPeer.send(exchange, 503, new byte[0]);
        return;
      }
      var part = part(shown, path.substring(end));
      LyingPeer.send(exchange, part.isPresent() ? 200 : 404, part.orElseGet(() -> new byte[0]));
    } catch (RuntimeException e) {
      LyingPeer.send(exchange, 503, new byte[0]);
    }
  }

  private static Optional<byte[]> part(LogStore logs, String path) {
    if (path.startsWith("/log/")) {
      return logs.own().flatMap(log -> part(logs, log, path.substring("/log/".length())));
    }
    if (path.startsWith("/mirror/")) {
      var rest = path.substring("/mirror/".length()).split("/", 2);
      return logs.findByHash(rest[0]).flatMap(log -> part(logs, log, rest[1]));
    }
    return path.startsWith(OBJECTS)
        ? Hash.parseHex(path.substring(OBJECTS.length())).flatMap(logs::object)
        : Optional.empty();
  }

  private static Optional<byte[]> part(LogStore logs, LogStore.Log log, String path) {
    if (path.equals("checkpoint")) {
      return Optional.ofNullable(log.checkpoint())
          .map(it -> new String(it.bytes(), StandardCharsets.UTF_8))
          .map(ServedLog::text);
    }
    return TilePath.parse(path).flatMap(tile -> logs.tile(log.id(), tile));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
