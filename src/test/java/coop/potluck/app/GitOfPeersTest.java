package coop.potluck.app;

import static coop.potluck.app.CoopNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.mirror.GitCommand;
import coop.potluck.mirror.GitRepository;
import coop.potluck.mirror.GitServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes over real HTTP, of which some mirror the repositories of others' recipes. */
class GitOfPeersTest {

  private static final String TAG = "1.0.0+1.20.0";
  private static final String SPEAKS = "    speaks_for: [moving.example]\n    git: true\n";

  private static final String COMPOSE =
      """
      version: "3.8"
      services:
        app:
          image: nginx:1.20.0
          deploy:
            labels:
              - "coop-cloud.${STACK_NAME}.version=1.0.0+1.20.0"
      """;

  private Path folder;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void a_recipe_is_cloned_from_a_follower_while_its_node_is_away() throws Exception {
    try (var repository = GitRepository.bare(folder.resolve("compass.git"));
        var inside = GitServer.of(folder)) {
      var commit =
          repository.commit(
              "compose.yml",
              COMPOSE,
              ".env.sample",
              "TYPE=compass\nDOMAIN=compass.example\n",
              "README.md",
              "# Compass\n\n* **Category**: Apps\n");
      repository.tag(TAG, commit);
      repository.lightweight("nightly", commit);
      var coops =
          """
          coops:
            - id: moving
              domain: moving.example
              sources:
                - repositories:
                    - url: "%s"
                      public_url: %s
          """
              .formatted(
                  repository.url().replaceFirst("^file:/(?!/)", "file:///"),
                  inside.url("/compass.git"));
      var a = CoopNode.start(folder.resolve("a"), coops, "a.example/log");
      try (var b = follower("b", a.asPeer(mirrors("http://127.0.0.1:" + inside.port()) + SPEAKS))) {
        eventually(() -> assertThat(shown(b)).contains("refs/heads/main", "refs/tags/" + TAG));
        eventually(() -> assertThat(git(b).path("repositories").asInt()).isEqualTo(1));
        eventually(() -> assertThat(git(b).path("faults").asInt()).isZero());
        var key = a.key().vkey();
        a.close();
        assertThat(inside.requests())
            .as("what a log names is no address that the operator named")
            .doesNotContain("GET /compass.git/info/refs?service=git-upload-pack");
        var clone = clone(b, "moving-example");
        assertThat(GitCommand.run(clone, "git", "rev-parse", TAG + "^{}").strip())
            .isEqualTo(commit.name());
        assertThat(GitCommand.run(clone, "git", "tag").lines()).containsExactly(TAG);
        assertThat(GitCommand.run(clone, "git", "rev-parse", "main").strip())
            .isEqualTo(commit.name());
        var checked =
            CommandRun.of(
                "verify",
                clone.toString(),
                "--node",
                b.url,
                "--recipe",
                "moving-example/compass",
                "--key",
                key);
        assertThat(checked.status()).as(checked.out() + checked.err()).isZero();

        assertThat(clone(b, "moving.example")).isDirectoryContaining("glob:**/compose.yml");
        var peers = Files.readString(b.coops);
        b.whileStopped(() -> Files.writeString(b.coops, "coops: []\npeers: []\n"));
        assertThatThrownBy(() -> clone(b, "moving-example")).hasMessageContaining("not found");
        b.whileStopped(() -> Files.writeString(b.coops, peers));
        eventually(() -> clone(b, "moving-example"));
      }
    }
  }

  private static String mirrors(String url) {
    return "    mirrors: [" + url + "]\n";
  }

  private CoopNode follower(String name, String peer) {
    return CoopNode.start(
        folder.resolve(name), "coops: []\npeers:\n" + peer, name + ".example/log");
  }

  private static JsonNode git(CoopNode node) {
    return node.json("/api/v1/peers").at("/items/0/git");
  }

  private String shown(CoopNode node) throws Exception {
    return GitCommand.run(folder, "git", "ls-remote", node.url + "/git/moving.example/compass.git");
  }

  private Path clone(CoopNode node, String coop) throws Exception {
    var clones = Files.createDirectories(Files.createTempDirectory(folder, "clones"));
    GitCommand.run(clones, "git", "clone", "-q", node.url + "/git/" + coop + "/compass.git");
    return clones.resolve("compass");
  }
}
