package coop.potluck.api;

import coop.potluck.federation.Witness;
import coop.potluck.http.HttpServer;
import coop.potluck.http.HttpSettings;
import coop.potluck.http.Metrics;
import coop.potluck.http.RawHttp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses of a witness, behind a real port. */
final class WitnessServer implements AutoCloseable {

  final RawHttp http;
  private final HttpServer server;

  WitnessServer(@Nullable Witness witness) {
    this(witness, 100_000);
  }

  WitnessServer(@Nullable Witness witness, int writesPerMinute) {
    server =
        new HttpServer(
            settings(writesPerMinute),
            WitnessRoutes.of(witness),
            Map.of(),
            () -> 1,
            "edition",
            new Metrics());
    server.start();
    http = new RawHttp(server.port());
  }

  /** What submissions and questions begin with. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + "/witness");
  }

  RawHttp.Answer post(byte[] body) {
    return http.send("POST", "/witness/add-checkpoint", body);
  }

  private static HttpSettings settings(int writesPerMinute) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        null,
        List.of(),
        32,
        100,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        100,
        4_096,
        100_000,
        4 << 20,
        100_000,
        100_000,
        100_000,
        writesPerMinute,
        1_000);
  }

  @Override
  public void close() {
    server.close();
  }
}
