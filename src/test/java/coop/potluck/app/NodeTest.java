package coop.potluck.app;

import static coop.potluck.mirror.GitCommand.run;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.api.CheckedHttp;
import coop.potluck.mirror.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a node that serves: pushes, orders of its operator, sources that fall away. */
class NodeTest {

  private static final String SECRET = "orchards-own-secret";
  private static final List<String> FRUIT = List.of("apple", "pear", "plum", "quince");
  private static final String BLOCKS = "/api/v1/admin/blocks";

  private Path folder;
  private Path repositories;
  private RunningNode node;

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    repositories = Files.createDirectory(folder.resolve("repositories"));
    for (var fruit : FRUIT) {
      try (var repository = GitRepository.bare(repositories.resolve(fruit + ".git"))) {
        release(repository, fruit, "1.0.0+1");
        release(repository, fruit, "1.1.0+1");
      }
    }
    var coops = folder.resolve("coops.yaml");
    Files.writeString(
        coops,
        """
        coops:
          - id: orchard
            domain: orchard.example
            hook_secret_env: ORCHARD_SECRET
            sources:
              - directory: %s
        """
            .formatted(repositories));
    node = new RunningNode(folder.resolve("data"), coops, Map.of("ORCHARD_SECRET", SECRET));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void a_push_is_served_within_seconds() throws Exception {
    push("apple", "2.0.0+2");
    var body = "{\"repository\":{\"name\":\"apple\"}}".getBytes(StandardCharsets.UTF_8);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var answer =
        node.http.post(
            "/api/v1/hooks/orchard",
            body,
            "Content-Type: application/json",
            "X-Forgejo-Signature: " + HexFormat.of().formatHex(mac.doFinal(body)));
    assertThat(answer.status()).isEqualTo(202);
    RunningNode.eventually(
        () -> assertThat(node.flatTags("apple")).containsExactly("1.0.0+1", "1.1.0+1", "2.0.0+2"));
    run(folder, "git", "clone", "-q", node.url + "/git/orchard/apple.git", "apple");
    assertThat(run(folder.resolve("apple"), "git", "tag")).contains("2.0.0+2");
  }

  @Test
  void the_operator_asks_for_a_look_at_everything() throws Exception {
    for (var fruit : FRUIT) {
      push(fruit, "3.0.0+3");
    }
    assertThat(node.asOperator("POST", "/api/v1/admin/sync").status()).isEqualTo(202);
    RunningNode.eventually(
        () ->
            assertThat(FRUIT)
                .allSatisfy(fruit -> assertThat(node.flatTags(fruit)).contains("3.0.0+3")));
  }

  @Test
  void a_blocked_recipe_is_gone_from_everywhere_until_it_is_unblocked() throws Exception {
    var block = "{\"coop\":\"orchard\",\"name\":\"pear\",\"reason\":\"it steals keys\"}";
    assertThat(node.order(BLOCKS, block).status()).isEqualTo(201);
    for (var path : List.of("", "/versions", "/versions/1.0.0+1", "/readme")) {
      var answer = node.http.get("/api/v1/recipes/orchard/pear" + path);
      assertThat(answer.status()).as(path).isEqualTo(451);
      assertThat(CheckedHttp.json(answer).path("detail").asText()).isEqualTo("it steals keys");
    }
    assertThat(node.json("/recipes.json").has("pear")).isFalse();
    assertThat(node.json("/coops/orchard/recipes.json").has("pear")).isFalse();
    assertThat(node.json("/api/v1/recipes").findValuesAsText("name"))
        .contains("apple")
        .doesNotContain("pear");
    assertThat(node.http.get("/api/v1/names").text()).doesNotContain("pear");
    assertThat(clones("pear")).isFalse();
    assertThat(clones("apple")).isTrue();
    var query = BLOCKS + "?coop=orchard&name=pear";
    assertThat(node.asOperator("DELETE", query).status()).isEqualTo(204);
    assertThat(node.flatTags("pear")).containsExactly("1.0.0+1", "1.1.0+1");
    assertThat(clones("pear")).isTrue();
  }

  @Test
  void a_blocked_version_is_gone_from_everywhere_until_it_is_unblocked() throws Exception {
    var block =
        "{\"coop\":\"orchard\",\"name\":\"plum\",\"version\":\"1.1.0+1\",\"reason\":\"leaks\"}";
    assertThat(node.order(BLOCKS, block).status()).isEqualTo(201);
    var blocked = node.http.get("/api/v1/recipes/orchard/plum/versions/1.1.0+1");
    assertThat(blocked.status()).isEqualTo(451);
    assertThat(node.flatTags("plum")).containsExactly("1.0.0+1");
    assertThat(node.json("/api/v1/recipes/orchard/plum").at("/latest/tag").asText())
        .isEqualTo("1.0.0+1");
    run(folder, "git", "clone", "-q", node.url + "/git/orchard/plum.git", "blocked");
    assertThat(run(folder.resolve("blocked"), "git", "tag").lines()).containsExactly("1.0.0+1");
    var query = BLOCKS + "?coop=orchard&name=plum&version=1.1.0%2B1";
    assertThat(node.asOperator("DELETE", query).status()).isEqualTo(204);
    assertThat(node.flatTags("plum")).containsExactly("1.0.0+1", "1.1.0+1");
    run(folder, "git", "clone", "-q", node.url + "/git/orchard/plum.git", "unblocked");
    assertThat(run(folder.resolve("unblocked"), "git", "tag")).contains("1.1.0+1");
  }

  @Test
  void what_a_source_suddenly_no_longer_lists_is_kept_until_that_is_confirmed() throws Exception {
    for (var fruit : List.of("apple", "pear", "plum")) {
      CrashScene.delete(repositories.resolve(fruit + ".git"));
    }
    node.asOperator("POST", "/api/v1/admin/sync");
    RunningNode.eventually(
        () ->
            assertThat(node.json("/api/v1/status").at("/sources/0/state").asText())
                .isEqualTo("held"));
    var status = node.json("/api/v1/status");
    assertThat(status.at("/sources/0/missing")).hasSize(3);
    assertThat(status.path("alarms").toString()).contains("orchard-1", "held", "1 of 4");
    assertThat(node.json("/api/v1/problems").path("items"))
        .anyMatch(it -> it.path("kind").asText().equals("source"))
        .anyMatch(it -> it.path("name").asText().equals("pear"));
    assertThat(node.flatTags("pear")).hasSize(2);
    assertThat(clones("pear")).isTrue();
    assertThat(node.json("/api/v1/recipes/orchard/pear").path("missing_since").isNull()).isFalse();

    var confirm = "/api/v1/admin/sources/orchard-1/confirm";
    assertThat(node.asOperator("POST", confirm).status()).isEqualTo(200);
    assertThat(node.json("/recipes.json").findValuesAsText("name")).containsExactly("quince");
    assertThat(node.http.get("/api/v1/recipes/orchard/pear").status()).isEqualTo(404);
    assertThat(clones("pear")).isFalse();
    assertThat(node.json("/api/v1/status").at("/sources/0/state").asText()).isEqualTo("ok");
    assertThat(node.json("/api/v1/changes").path("items"))
        .filteredOn(it -> it.path("kind").asText().equals("withdrawn"))
        .hasSize(3);
  }

  private boolean clones(String fruit) throws IOException, InterruptedException {
    var target = Files.createTempDirectory(folder, fruit);
    try {
      run(target, "git", "clone", "-q", node.url + "/git/orchard/" + fruit + ".git", "it");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Adds a version to a repository that is followed, as a maintainer's push would. */
  private void push(String fruit, String tag) throws IOException, InterruptedException {
    var work = Files.createTempDirectory(folder, "work");
    run(work, "git", "clone", "-q", repositories.resolve(fruit + ".git").toString(), "it");
    var clone = work.resolve("it");
    Files.writeString(clone.resolve("README.md"), "# For " + tag + "\n");
    run(clone, "git", "-c", "user.name=R", "-c", "user.email=r@x", "commit", "-qam", "change");
    run(clone, "git", "-c", "user.name=R", "-c", "user.email=r@x", "tag", "-a", tag, "-m", "note");
    run(clone, "git", "push", "-q", "origin", "main", tag);
  }

  private static void release(GitRepository repository, String fruit, String tag)
      throws IOException {
    repository.tag(
        tag,
        repository.commit(
            ".env.sample",
            "TYPE=fruit\n",
            "README.md",
            "# About " + fruit + "\n",
            "compose.yml",
            "services:\n  app:\n    image: nginx:" + tag.substring(0, 3) + "\n"));
  }
}
