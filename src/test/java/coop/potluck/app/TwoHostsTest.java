package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.indexing.SyncProgress;
import coop.potluck.mirror.GitRepository;
import coop.potluck.mirror.GitServer;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.source.Coops;
import coop.potluck.source.FollowedCoop;
import coop.potluck.source.ForgeKind;
import coop.potluck.source.RepositoryEntry;
import coop.potluck.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that takes every call and answers none, beside one that is well. */
class TwoHostsTest {

  private static final int REPOSITORIES = 12;

  /** Answers nobody until it is closed, which ends all calls. */
  private static final class DeadHost implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> calls = new CopyOnWriteArrayList<>();

    DeadHost() throws IOException {
      listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
      var taking = new Thread(this::take, "dead host");
      taking.setDaemon(true);
      taking.start();
    }

    private void take() {
      try {
        while (true) {
          calls.add(listening.accept());
        }
      } catch (IOException e) {
        hangUp();
      }
    }

    String url(String path) {
      return "http://127.0.0.1:" + listening.getLocalPort() + path;
    }

    private void hangUp() {
      for (var call : calls) {
        try {
          call.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    void die() throws IOException {
      listening.close();
      hangUp();
    }

    @Override
    public void close() throws IOException {
      die();
    }
  }

  @Test
  void a_dead_host_delays_nobody_but_itself(@TempDir Path folder) throws Exception {
    var served = Files.createDirectory(folder.resolve("served"));
    for (var i = 0; i < REPOSITORIES; i++) {
      try (var repository = GitRepository.bare(served.resolve("app" + i + ".git"))) {
        repository.tag(
            "1.0.0+1",
            repository.commit(
                ".env.sample", "TYPE=app\n", "compose.yml", "services: {app: {image: a:1}}\n"));
      }
    }
    try (var well = GitServer.of(served);
        var dead = new DeadHost()) {
      var healthy = coop("tidal", urls(i -> well.url("/app" + i + ".git")));
      var hanging = coop("harvest", urls(i -> dead.url("/app" + i + ".git")));
      var silent =
          new FollowedCoop(
              new Coop(new CoopId("lantern"), null, "Lantern", null, null),
              List.of(
                  new Source.Forge(
                      "lantern-1",
                      true,
                      ForgeKind.FORGEJO,
                      URI.create(dead.url("")),
                      "org",
                      List.of(),
                      List.of(),
                      null)));
      try (var node = open(folder.resolve("data"), hanging, silent, healthy)) {
        var sync = CompletableFuture.supplyAsync(() -> node.indexer().sync(SyncProgress.NONE));
        RunningNode.eventually(
            () ->
                assertThat(node.reader().names())
                    .hasSize(REPOSITORIES)
                    .contains(RecipeId.of("tidal", "app0")));
        assertThat(sync).isNotDone();
        dead.die();
        var summary = sync.join();
        assertThat(summary.changed()).isEqualTo(REPOSITORIES);
        assertThat(summary.failed().keySet())
            .hasSize(REPOSITORIES)
            .allMatch(id -> id.coop().value().equals("harvest"));
        assertThat(summary.doubted().keySet()).containsExactly("lantern-1");
        assertThat(node.reader().counts().failing()).isEqualTo(REPOSITORIES);
      }
    }
  }

  private static String[] urls(IntFunction<String> url) {
    return IntStream.range(0, REPOSITORIES).mapToObj(url).toArray(String[]::new);
  }

  /** A co-op whose repositories are named one by one. */
  static FollowedCoop coop(String id, String... urls) {
    var entries =
        Arrays.stream(urls).map(url -> new RepositoryEntry(url, null, null, null)).toList();
    return new FollowedCoop(
        new Coop(new CoopId(id), null, id, null, null),
        List.of(new Source.Repositories(id + "-1", true, entries)));
  }

  /** A node with the default configuration. */
  static Application open(Path data, FollowedCoop... coops) {
    var options = Map.of("data", data.toString());
    var config = ((ConfigResult.Loaded<Config>) Config.read(null, Map.of(), options)).value();
    return Application.open(config, new Coops(List.of(coops)), Clock.systemUTC(), point -> {});
  }
}
