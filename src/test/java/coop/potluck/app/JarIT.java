package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is handed out, in a process of its own. */
class JarIT {

  private static final Path JAR = Path.of("target", "potluck.jar");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TERMINATED = 128 + 15;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(String... args) throws IOException {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
    command.add(JAR.toString());
    command.addAll(List.of(args));
    var process =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out-" + processes.size()).toFile())
            .redirectError(folder.resolve("err-" + processes.size()).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private String out(Process process) throws IOException {
    return Files.readString(folder.resolve("out-" + processes.indexOf(process)));
  }

  private String run(String... args) throws Exception {
    var process = start(args);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as(Files.readString(folder.resolve("err-" + processes.indexOf(process))))
        .isZero();
    return out(process);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<JsonNode> items(String json) throws IOException {
    var items = new ArrayList<JsonNode>();
    JSON.readTree(json).path("items").forEach(items::add);
    return items;
  }

  /** As a node at the port of the configuration would serve them. */
  private static List<JsonNode> served(String base) throws Exception {
    var body = get(base + "/api/v1/recipes?limit=100").body();
    return items(body.replace(base, "http://127.0.0.1:8080"));
  }

  @Test
  void the_jar_syncs_serves_what_it_says_and_ends_whole() throws Exception {
    var data = folder.resolve("data");
    assertThat(run("sync", "--data", data.toString())).contains("15 repositories, 15 changed");
    var node = start("serve", "--port", "0", "--data", data.toString());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> out(node).contains("Every source was looked at"));
    var printed = out(node);
    assertThat(printed).containsPattern("Potluck \\d+\\.\\d+\\.\\d+ is at http://127.0.0.1:\\d+");

    var tries =
        Pattern.compile("^  .*?(http[^'\\s]+).*$", Pattern.MULTILINE)
            .matcher(printed)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(tries).hasSize(3);
    for (var url : tries) {
      assertThat(get(url).statusCode()).as(url).isEqualTo(200);
    }
    assertThat(JSON.readTree(get(tries.get(0)).body()).has("nextcloud")).isTrue();
    assertThat(items(get(tries.get(1)).body())).isNotEmpty();
    var base = tries.get(2).replaceFirst("/docs$", "");
    var served = served(base);
    assertThat(served).hasSize(15);

    // Beside the running node, which has not yet written its log into the file.
    assertThat(items(run("list", "--json", "--data", data.toString()))).isEqualTo(served);

    node.destroy();
    assertThat(node.waitFor(10, TimeUnit.SECONDS)).as("ends within ten seconds").isTrue();
    assertThat(node.exitValue()).isIn(0, TERMINATED);
    var log = data.resolve("potluck.db-wal");
    assertThat(Files.exists(log) ? Files.size(log) : 0).isZero();
  }
}
