package coop.potluck.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Real HTTP servers on loopback addresses, stopped together. */
final class Servers implements AutoCloseable {

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Starts a server; the port is a free one. */
  HttpServer start(String address, HttpHandler handler) throws IOException {
    return start(address, 0, handler);
  }

  HttpServer start(String address, int port, HttpHandler handler) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    servers.add(server);
    return server;
  }

  static URI uri(HttpServer server, String path) {
    var host = server.getAddress().getAddress().getHostAddress();
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
  }

  static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static void redirect(HttpExchange exchange, int status, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    answer(exchange, status, "");
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
