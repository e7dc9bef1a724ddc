package coop.potluck.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A forge over real HTTP that answers as its test tells it to, and a lister that asks it. */
final class StubForge implements AutoCloseable {

  /** What the forge says to one request. */
  @FunctionalInterface
  interface Script {
    Answer answer(Request request) throws IOException;
  }

  /** A request as the forge sees it; the number counts from 1. */
  record Request(int number, URI uri, Map<String, String> headers) {
    int page() {
      var query = uri.getQuery();
      return Integer.parseInt(query.replaceFirst("(?s).*\\bpage=(\\d+).*", "$1"));
    }
  }

  record Answer(int status, Map<String, String> headers, String body) {
    static Answer ok(String json, String... headers) {
      return of(200, json, headers);
    }

    static Answer of(int status, String text, String... headers) {
      var all = new TreeMap<String, String>();
      for (var i = 0; i < headers.length; i += 2) {
        all.put(headers[i], headers[i + 1]);
      }
      return new Answer(status, all, text);
    }
  }

  private final HttpServer server;
  private final Script script;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-05-04T03:02:01Z");

  StubForge(Script script) throws IOException {
    this.script = script;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    var request = new Request(requests.size() + 1, exchange.getRequestURI(), headers);
    requests.add(request);
    var answer = script.answer(request);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return requests;
  }

  List<Duration> pauses() {
    return pauses;
  }

  Instant now() {
    return now;
  }

  /** A repository as Forgejo writes it, clonable from this forge. */
  String repository(String name) {
    return repository(name, "");
  }

  String repository(String name, String more) {
    return ("{'name':'"
            + name
            + "','clone_url':'"
            + url()
            + "/recipes/"
            + name
            + ".git'"
            + more
            + "}")
        .replace('\'', '"');
  }

  Source.Forge source(ForgeKind kind, @Nullable String token) {
    return source(kind, token, List.of(), List.of());
  }

  Source.Forge source(
      ForgeKind kind, @Nullable String token, List<String> include, List<String> exclude) {
    return new Source.Forge(
        "harvest-1",
        true,
        kind,
        URI.create(url()),
        "recipes",
        include.stream().map(Glob::new).toList(),
        exclude.stream().map(Glob::new).toList(),
        token == null ? null : new Secret(token));
  }

  Listing list(Source source) {
    return list(source, SourceSettings.DEFAULT);
  }

  Listing list(Source source, SourceSettings settings) {
    var policy = AddressPolicy.of(List.of(URI.create(url())), List.of());
    try (var outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            policy,
            host -> {
              throw new UnknownHostException(host);
            })) {
      return new SourceLister(outbound, settings, new Watch(), this::pause).list(source);
    }
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** A clock that moves only by the pauses. */
  private final class Watch extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
