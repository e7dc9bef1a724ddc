package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.api.CheckedHttp;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.VerifierKey;
import coop.potluck.indexing.SyncProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A whole node among others on this machine, which looks at its peers several times a second. */
final class CoopNode implements AutoCloseable {

  final Path data;
  final Path coops;
  private final Map<String, String> environment;
  private Application application;
  CheckedHttp http;
  String url;

  private CoopNode(Path data, Path coops, Map<String, String> environment) {
    this.data = data;
    this.coops = coops;
    this.environment = environment;
    this.application = open(0);
    this.url = application.baseUrl();
    this.http = new CheckedHttp(URI.create(url).getPort());
  }

  /** A node of this co-ops' file, perhaps with keys of a log named so. */
  static CoopNode start(Path folder, String coops, String origin) {
    var data = folder.resolve("data");
    try {
      Files.createDirectories(folder);
      var file = Files.writeString(folder.resolve("coops.yaml"), coops);
      if (!origin.isEmpty()) {
        var made = CommandRun.of("keygen", "--data", data.toString(), "--origin", origin);
        assertThat(made.status()).as(made.err()).isZero();
      }
      return new CoopNode(data, file, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Application open(int port) {
    var options =
        new HashMap<>(
            Map.of(
                "data",
                data.toString(),
                "http.port",
                Integer.toString(port),
                "indexing.request_interval",
                "100ms",
                "indexing.interval",
                "1s",
                "federation.poll_interval",
                "150ms",
                "federation.max_poll_interval",
                "500ms",
                "federation.checkpoint_interval",
                "100ms",
                "federation.call_timeout",
                "5s"));
    var config = loaded(Config.read(null, environment, options));
    var opened = Application.open(config, loaded(CoopsFile.read(coops, environment)));
    opened.serve(SyncProgress.NONE);
    return opened;
  }

  static <T> T loaded(ConfigResult<T> result) {
    if (result instanceof ConfigResult.Loaded<T> loaded) {
      return loaded.value();
    }
    throw new IllegalArgumentException(result.toString());
  }

  /** Something that may fail. */
  interface Work {
    void run() throws Exception;
  }

  /** Ends, and begins again at the same address. */
  void restart() throws Exception {
    whileStopped(() -> {});
  }

  /** Ends, and begins again at the same address once the work is done. */
  void whileStopped(Work work) throws Exception {
    application.close();
    try {
      work.run();
    } finally {
      application = open(URI.create(url).getPort());
    }
  }

  JsonNode json(String target) {
    return http.json(target);
  }

  VerifierKey key() {
    var key = NeighboursReader.logKey(json("/.well-known/potluck").at("/log/key").asText());
    return Objects.requireNonNull(key);
  }

  LogStore logs() {
    return new LogStore(application.database());
  }

  Application application() {
    return application;
  }

  /** The entry of a co-ops' file by which another node follows this one. */
  String asPeer(String more) {
    return "  - url: " + url + "\n    key: " + key() + "\n" + more;
  }

  /** Waits for what takes a moment. */
  static void eventually(org.awaitility.core.ThrowingRunnable holds) {
    RunningNode.eventually(holds);
  }

  @Override
  public void close() {
    application.close();
  }
}
