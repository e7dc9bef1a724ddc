package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.api.CheckedHttp;
import coop.potluck.http.RawHttp;
import coop.potluck.indexing.SyncProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;

/** A whole node on a port of its own, asked through a client that holds it to its contract. */
final class RunningNode implements AutoCloseable {

  static final String TOKEN = "only-the-operator-knows";
  private static final String BEARER = "Authorization: Bearer " + TOKEN;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Application application;
  final CheckedHttp http;
  final String url;
  private final Path data;

  /** Serves these co-ops, and has looked at all of them once when it returns. */
  RunningNode(Path data, Path coops, Map<String, String> environment) {
    this.data = data;
    var options =
        new HashMap<>(
            Map.of(
                "data",
                data.toString(),
                "coops",
                coops.toString(),
                "http.port",
                "0",
                "indexing.request_interval",
                "100ms"));
    var config = loaded(Config.read(null, Map.of("POTLUCK_ADMIN_TOKEN", TOKEN), options));
    application = Application.open(config, loaded(CoopsFile.read(coops, environment)).coops());
    var server = application.serve(SyncProgress.NONE);
    http = new CheckedHttp(server.port());
    url = application.baseUrl();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var status = http.json("/api/v1/status");
              assertThat(status.at("/sync/running").asBoolean()).isFalse();
              assertThat(status.findValuesAsText("state")).doesNotContain("new");
            });
  }

  private static <T> T loaded(ConfigResult<T> result) {
    if (result instanceof ConfigResult.Loaded<T> loaded) {
      return loaded.value();
    }
    throw new IllegalArgumentException(result.toString());
  }

  Path database() {
    return DataFolder.database(data);
  }

  JsonNode json(String target) {
    return http.json(target);
  }

  /** Everything that one answer says of the version. */
  JsonNode version(String recipe, String version) {
    return http.json("/api/v1/recipes/" + recipe + "/versions/" + version);
  }

  /** The tags of a recipe as {@code recipes.json} lists them. */
  List<String> flatTags(String name) {
    var tags = new ArrayList<String>();
    http.json("/recipes.json").path(name).path("versions").forEach(one -> tags.add(onlyKey(one)));
    return tags;
  }

  static String onlyKey(JsonNode object) {
    assertThat(object.size()).isEqualTo(1);
    return object.fieldNames().next();
  }

  /** Asks until it holds. */
  static void eventually(ThrowingRunnable holds) {
    // A command that fails (a clone of what is not there yet) is tried again as well.
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(holds);
  }

  RawHttp.Answer asOperator(String method, String target) {
    return http.send(method, target, BEARER);
  }

  RawHttp.Answer order(String target, String json) {
    return http.post(
        target, json.getBytes(StandardCharsets.UTF_8), BEARER, "Content-Type: application/json");
  }

  @Override
  public void close() {
    application.close();
  }
}
