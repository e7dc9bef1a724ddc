package coop.potluck.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import coop.potluck.federation.EntryBundle;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.TilePath;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** A node over real HTTP that shows a log as it is but where it was told to lie. */
final class LyingPeer implements AutoCloseable {

  /** Answers in place of the log. */
  @FunctionalInterface
  interface Lie {
    void answer(HttpExchange exchange) throws IOException;
  }

  private record Told(Predicate<String> where, Lie lie) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Told> lies = new ArrayList<>();
  private volatile URI shown;

  /** How often it lied. */
  final AtomicInteger lied = new AtomicInteger();

  LyingPeer(URI shown) throws IOException {
    this.shown = shown;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lies wherever a path has this in it. */
  synchronized void lie(String where, Lie lie) {
    lies.add(0, new Told(path -> path.contains(where), lie));
  }

  /** Shows what it truly has, changed. */
  void change(String where, UnaryOperator<byte[]> how) {
    lie(
        where,
        exchange -> send(exchange, 200, how.apply(truth(exchange.getRequestURI().getPath()))));
  }

  /** Shows other entries than it has, in the form of a bundle. */
  void changeEntries(UnaryOperator<List<byte[]>> how) {
    lie(
        AttackScene.ENTRIES,
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          var bundle = TilePath.parse(path.substring("/log/".length())).orElseThrow();
          try {
            var entries = EntryBundle.decode(bundle, truth(path), EntryBundle.MAX_ENTRY_BYTES);
            send(exchange, 200, EntryBundle.encode(how.apply(new ArrayList<>(entries))));
          } catch (MalformedException e) {
            throw new IOException(e);
          }
        });
  }

  /** Shows another log from now on. */
  void show(ServedLog other) {
    shown = other.url();
  }

  /** Tells the truth from now on. */
  synchronized void repent(ServedLog honest) {
    lies.clear();
    shown = honest.url();
  }

  private synchronized Lie lieAt(String path) {
    return lies.stream()
        .filter(it -> it.where().test(path))
        .findFirst()
        .map(
            it ->
                (Lie)
                    exchange -> {
                      lied.incrementAndGet();
                      it.lie().answer(exchange);
                    })
        .orElse(this::truth);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      exchange.getResponseHeaders().set("Connection", "close");
      lieAt(exchange.getRequestURI().getPath()).answer(exchange);
    } catch (IOException e) {
      // whoever asked went away
    }
  }

  private void truth(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var connection = (HttpURLConnection) shown.resolve(path).toURL().openConnection();
    var status = connection.getResponseCode();
    send(
        exchange, status, status == 200 ? connection.getInputStream().readAllBytes() : new byte[0]);
  }

  /** What it would truly answer. */
  byte[] truth(String path) throws IOException {
    return shown.resolve(path).toURL().openStream().readAllBytes();
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static Lie of(byte[] body) {
    return exchange -> send(exchange, 200, body);
  }

  static Lie status(int status) {
    return exchange -> send(exchange, status, new byte[0]);
  }

  static Lie redirect(URI to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to.toString());
      send(exchange, 302, new byte[0]);
    };
  }

  /** Writes until nobody listens. */
  static Lie endless(byte[] block) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write(block);
      }
    };
  }

  /** Promises a length and sends one byte in a while. */
  static Lie slow(int length) {
    return exchange -> {
      exchange.sendResponseHeaders(200, length);
      var out = exchange.getResponseBody();
      for (var i = 0; i < length; i++) {
        out.write(' ');
        out.flush();
        pause();
      }
    };
  }

  /** Answers after anybody's patience. */
  static Lie silent() {
    return exchange -> {
      for (var i = 0; i < 100; i++) {
        pause();
      }
    };
  }

  /** Sends so many bytes of headers. */
  static Lie headers(int bytes, byte[] body) {
    return exchange -> {
      var value = "x".repeat(1 << 10);
      for (var i = 0; i < bytes / value.length(); i++) {
        exchange.getResponseHeaders().add("X-More", value);
      }
      send(exchange, 200, body);
    };
  }

  /** Says that this is compressed. */
  static Lie zipped(byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      send(exchange, 200, body);
    };
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Sends what unpacks to so many bytes. */
  static Lie bomb(long bytes) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
        var block = new byte[1 << 16];
        for (var sent = 0L; sent < bytes; sent += block.length) {
          out.write(block);
        }
      }
    };
  }

  /** Promises a length that it does not send. */
  static Lie promise(long length, byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, length);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
