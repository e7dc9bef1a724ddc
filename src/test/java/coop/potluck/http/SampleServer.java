package coop.potluck.http;

import jakarta.servlet.Servlet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server of a few routes that are about nothing. */
final class SampleServer implements AutoCloseable {

  static final HttpSettings SETTINGS =
      new HttpSettings(
          "127.0.0.1",
          0,
          null,
          List.of("127.0.0.0/8"),
          8,
          100,
          Duration.ofSeconds(10),
          Duration.ofMillis(400),
          2_000,
          4_096,
          10_000,
          4 << 20,
          0,
          0,
          0,
          0,
          1_000);

  final AtomicLong revision = new AtomicLong(1);
  final AtomicLong newest = new AtomicLong(1);
  final AtomicInteger rendered = new AtomicInteger();
  final Metrics metrics = new Metrics();
  final RawHttp http;
  private final HttpServer server;

  SampleServer() {
    this(SETTINGS, Map.of());
  }

  SampleServer(HttpSettings settings, Map<String, Servlet> servlets) {
    var routes =
        List.of(
            Route.get("/document", Caching.DOCUMENT, request -> text("always the same")),
            Route.get(
                "/list",
                Caching.QUERY,
                request ->
                    text(
                        "revision "
                            + revision.get()
                            + " "
                            + request.text("q").orElse("")
                            + request.cursor().map(Cursor::parts).orElse(List.of())),
                Parameter.text("q", 20),
                Parameter.integer("limit", 1, 100).preset("50"),
                Parameter.cursor()),
            Route.get("/items/{name}", Caching.QUERY, request -> text(request.path("name"))),
            Route.get("/next", Caching.NONE, SampleServer::next, Parameter.cursor()),
            Route.get("/broken", Caching.NONE, request -> fail()),
            Route.get(
                "/large",
                Caching.FIXED,
                request -> Answer.of("application/octet-stream", new byte[8 << 20])),
            Route.log(
                "/log/{kind}/<rest>",
                Caching.FIXED,
                request ->
                    text(request.path("kind") + " " + request.path("rest")).forever().compressed()),
            Route.log("/log/newest", Caching.DOCUMENT, request -> newest())
                .dependingOn(newest::get),
            Route.restricted(
                Method.POST, "/echo", request -> Answer.of("text/plain", request.body())));
    server = new HttpServer(settings, routes, servlets, revision::get, "edition", metrics).start();
    http = new RawHttp(server.port());
  }

  static HttpSettings limited(int reads, int git) {
    return limited(reads, git, 0);
  }

  static HttpSettings limited(int reads, int git, int log) {
    var s = SETTINGS;
    return new HttpSettings(
        s.host(),
        s.port(),
        s.publicUrl(),
        s.trustedProxies(),
        s.threads(),
        s.maxConnections(),
        s.idleTimeout(),
        s.headerTimeout(),
        s.minBytesPerSecond(),
        s.maxHeaderBytes(),
        s.maxBodyBytes(),
        s.maxCachedBytes(),
        reads,
        git,
        log,
        0,
        s.maxTrackedClients());
  }

  private Answer text(String text) {
    rendered.incrementAndGet();
    return Answer.of("text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private Answer newest() {
    return text("newest " + newest.get()).forSeconds(3);
  }

  private static Answer next(Request request) {
    return Answer.of(
        "text/plain", request.pageAt(Cursor.of("a", "ü")).getBytes(StandardCharsets.UTF_8));
  }

  private static Answer fail() {
    throw new IllegalStateException("a secret of the inside");
  }

  @Override
  public void close() {
    server.close();
  }
}
