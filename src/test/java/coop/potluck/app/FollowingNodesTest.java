package coop.potluck.app;

import static coop.potluck.app.CoopNode.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coop.potluck.federation.GoVerifier;
import coop.potluck.federation.Hash;
import coop.potluck.mirror.GitCommand;
import coop.potluck.mirror.GitRepository;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three whole nodes over real HTTP: A publishes, B has no sources of its own and follows A, C
 * cannot reach A and takes its log from B.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FollowingNodesTest {

  private static final String SPEAKS =
      "    speaks_for: [harvest.example, tidal.example, lantern.example, moving.example]\n";

  private static final String COMPOSE =
      """
      version: "3.8"
      services:
        app:
          image: nginx:1.%d.0
          deploy:
            labels:
              - "coop-cloud.${STACK_NAME}.version=1.0.0+1.%d.0"
      """;

  private static Path folder;
  private static GitRepository moving;
  private static CoopNode a;
  private static CoopNode b;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    moving = GitRepository.bare(folder.resolve("compass.git"));
    moving.tag("1.0.0+1.20.0", commit(20));
    var seed = Path.of("catalogue-seed/coops.yaml").toAbsolutePath();
    var coops =
        Files.readString(seed).replace("seed: ./", "seed: " + seed.getParent() + "/")
            + """
              - id: moving
                domain: moving.example
                sources:
                  - repositories: ["%s"]
            """
                .formatted(moving.url().replaceFirst("^file:/(?!/)", "file:///"));
    a = CoopNode.start(folder.resolve("a"), coops, "a.example/log");
    eventually(() -> assertThat(a.logs().own().orElseThrow().size()).isGreaterThanOrEqualTo(80));
    b =
        CoopNode.start(
            folder.resolve("b"), "coops: []\npeers:\n" + a.asPeer(SPEAKS), "b.example/log");
  }

  @AfterAll
  static void stop() {
    b.close();
    a.close();
    moving.close();
  }

  private static ObjectId commit(int minor) throws Exception {
    return moving.commit(
        "compose.yml",
        COMPOSE.formatted(minor, minor),
        ".env.sample",
        "TYPE=compass\nDOMAIN=compass.example\n",
        "README.md",
        "# Compass\n\n* **Category**: Apps\n");
  }

  private static List<String> names(CoopNode node) {
    var names = new ArrayList<String>();
    node.json("/recipes.json").fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  @Order(1)
  void what_a_publishes_is_served_by_b_and_says_by_whom() {
    eventually(() -> assertThat(names(b)).isEqualTo(names(a)).contains("compass", "gitea"));
    assertThat(versions(b.json("/recipes.json"))).isEqualTo(versions(a.json("/recipes.json")));
    var recipes = b.json("/api/v1/recipes?limit=200").path("items");
    assertThat(recipes).isNotEmpty();
    for (var recipe : recipes) {
      var id = recipe.path("coop").asText() + "/" + recipe.path("name").asText();
      assertThat(b.json("/api/v1/recipes/" + id).at("/via/origin").asText())
          .as(id)
          .isEqualTo("a.example/log");
    }
    assertThat(b.json("/.well-known/potluck").at("/peers/0/origin").asText())
        .isEqualTo("a.example/log");
  }

  /** Read by code that was not written here; where there is no Go it says so. */
  @Test
  @Order(1)
  void a_stranger_reads_the_log_at_a_and_the_copy_at_b() throws Exception {
    var go = GoVerifier.build(folder);
    if (go.isPresent()) {
      var copy = b.url + "/mirror/" + Hash.sha256("a.example/log".getBytes(UTF_8)).hex();
      assertThat(go.get().read(a.url + "/log", a.key()).code()).isZero();
      eventually(() -> assertThat(go.get().read(copy, a.key()).code()).isZero());
    }
  }

  /** Without what each node says of itself. */
  private static JsonNode versions(JsonNode catalogue) {
    var versions = ((ObjectNode) catalogue).objectNode();
    catalogue
        .fieldNames()
        .forEachRemaining(name -> versions.set(name, catalogue.path(name).path("versions")));
    return versions;
  }

  @Test
  @Order(2)
  void search_and_compare_work_on_what_came_from_a_peer() {
    eventually(
        () ->
            assertThat(b.json("/api/v1/recipes?q=video+calls").at("/items/0/name").asText())
                .isEqualTo("jitsi-meet"));
    var gitea = coopAtB("gitea");
    var compare = "/gitea/compare?from=1.0.0%2B1.15.0-rootless&to=2.0.0%2B1.18.5-rootless";
    var own = a.json("/api/v1/recipes/harvest" + compare);
    var theirs = b.json("/api/v1/recipes/" + gitea + compare);
    assertThat(theirs.path("differences")).isEqualTo(own.path("differences"));
    assertThat(own.path("differences").isEmpty()).isFalse();
    var statuses = "/api/v1/recipes?q=gitea";
    eventually(() -> assertThat(statuses(b, statuses)).isEqualTo(statuses(a, statuses)));
  }

  private static List<String> statuses(CoopNode node, String search) {
    var statuses = new ArrayList<String>();
    node.json(search)
        .findValues("computed_status")
        .forEach(it -> statuses.add(it.asText("not assessed")));
    return statuses.stream().sorted().toList();
  }

  private static String coopAtB(String name) {
    for (var item : b.json("/api/v1/names").path("items")) {
      if (item.path("name").asText().equals(name)) {
        return item.path("coop").asText();
      }
    }
    throw new AssertionError(name + " is not at B");
  }

  @Test
  @Order(3)
  void a_tag_that_moved_at_a_arrives_at_b() throws Exception {
    var address = "/api/v1/recipes/" + coopAtB("compass") + "/compass/versions/1.0.0+1.20.0";
    var before = b.json(address.replace("+", "%2B")).at("/version/commit").asText();
    var moved = commit(21);
    moving.tag("1.0.0+1.20.0", moved);
    eventually(
        () ->
            assertThat(b.json(address.replace("+", "%2B")).at("/version/commit").asText())
                .isEqualTo(moved.name())
                .isNotEqualTo(before));
  }

  @Test
  @Order(4)
  void b_never_says_as_its_own_what_it_was_told() {
    assertThat(b.logs().own().orElseThrow().length()).isZero();
    assertThat(b.logs().find("a.example/log").orElseThrow().own()).isFalse();
  }

  @Test
  @Order(5)
  void a_whole_log_and_a_single_proof_are_verified_from_outside() throws Exception {
    var all = CommandRun.of("verify", "--node", a.url, "--all", "--key", a.key().vkey());
    assertThat(all.status()).as(all.out() + all.err()).isZero();
    assertThat(all.out()).contains("holds", "a.example/log", "objects", "version");

    var address = "/api/v1/recipes/harvest/gitea/versions/2.0.0%2B1.18.5-rootless/proof";
    var proof = folder.resolve("gitea.tlog-proof");
    Files.writeString(proof, a.http.get(address).text());
    var good = CommandRun.of("verify", proof.toString(), "--key", a.key().vkey());
    assertThat(good.status()).as(good.out() + good.err()).isZero();
    assertThat(good.out()).contains("holds", "harvest.example", "2.0.0+1.18.5-rootless");
    Files.writeString(proof, Files.readString(proof).replaceFirst("index \\d+", "index 3"));
    var bad = CommandRun.of("verify", proof.toString(), "--key", a.key().vkey(), "--json");
    assertThat(bad.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(NodeReads.JSON.readTree(bad.out()).at("/items/0/holds").asBoolean()).isFalse();
    var unknown = CommandRun.of("verify", proof.toString());
    assertThat(unknown.status()).isEqualTo(Main.UNUSABLE);
    assertThat(unknown.err()).contains("no key of the log a.example/log is known here");
  }

  @Test
  @Order(6)
  void a_clone_is_compared_with_what_the_log_states() throws Exception {
    var clones = Files.createDirectories(folder.resolve("clones"));
    var clone = clones.resolve("gitea");
    GitCommand.run(clones, "git", "clone", "-q", a.url + "/git/harvest/gitea.git");
    var good = CommandRun.of("verify", clone.toString(), "--node", a.url, "--key", a.key().vkey());
    assertThat(good.status()).as(good.out() + good.err()).isZero();
    assertThat(good.out()).contains("as the manifest has them").doesNotContain("FAILS");

    var at = GitCommand.run(clone, "git", "rev-parse", "HEAD~1").strip();
    GitCommand.run(clone, "git", "tag", "-f", "2.0.0+1.18.5-rootless", at);
    var bad = CommandRun.of("verify", clone.toString(), "--node", b.url, "--key", a.key().vkey());
    assertThat(bad.status()).as(bad.out() + bad.err()).isEqualTo(Main.SOME_FAILED);
    assertThat(bad.out()).contains("FAILS  2.0.0+1.18.5-rootless", "the log has this tag at");
  }

  @Test
  @Order(7)
  void an_export_is_the_same_bytes_and_is_taken_without_a_network() throws Exception {
    var first = folder.resolve("a.tar");
    var second = folder.resolve("again.tar");
    for (var file : List.of(first, second)) {
      var run =
          CommandRun.of(
              "export",
              "--data",
              a.data.toString(),
              "--coops",
              a.coops.toString(),
              "--out",
              file.toString(),
              "--with-git");
      assertThat(run.status()).as(run.err()).isZero();
    }
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(GitCommand.run(folder, "tar", "-tf", "a.tar"))
        .contains("log/checkpoint", "log/tile/0/000", "objects/", "git/");

    var check = CommandRun.of("verify", first.toString(), "--key", a.key().vkey());
    assertThat(check.status()).as(check.out() + check.err()).isZero();

    var data = folder.resolve("island/data");
    var coops = folder.resolve("island/coops.yaml");
    Files.createDirectories(data);
    Files.writeString(coops, "coops: []\npeers: []\n");
    var refused = imported(data, coops, first);
    assertThat(refused.status()).isEqualTo(Main.UNUSABLE);
    assertThat(refused.err()).contains("nobody can be asked here");
    assertThat(data.resolve("peers.yaml")).doesNotExist();

    var bytes = Files.readAllBytes(first);
    for (var i = bytes.length - 4_000; i < bytes.length - 3_000; i++) {
      bytes[i] = 'x';
    }
    var tampered = Files.write(folder.resolve("tampered.tar"), bytes);
    assertThat(imported(data, coops, tampered, "--key", a.key().vkey()).status()).isNotZero();

    var taken = imported(data, coops, first, "--key", a.key().vkey());
    assertThat(taken.status()).as(taken.out() + taken.err()).isZero();
    assertThat(taken.out()).contains("a.example/log has");
  }

  private static CommandRun imported(Path data, Path coops, Path file, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "import", file.toString(), "--data", data.toString(), "--coops", coops.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  @Order(8)
  void c_takes_the_log_of_a_from_b_while_a_is_away() throws Exception {
    var peer =
        a.asPeer("    mirrors: [" + b.url + "]\n" + SPEAKS)
            .replaceFirst(":" + URI.create(a.url).getPort() + "\n", ":1\n");
    try (var c =
        CoopNode.start(folder.resolve("c"), "coops: []\npeers:\n" + peer, "c.example/log")) {
      eventually(() -> assertThat(names(c)).isEqualTo(names(b)));
      assertThat(c.logs().find("a.example/log").orElseThrow().size())
          .isEqualTo(b.logs().find("a.example/log").orElseThrow().size());
      var status = c.json("/api/v1/peers").at("/items/0");
      assertThat(status.path("source").asText()).startsWith(b.url + "/mirror/");
      c.restart();
      eventually(() -> assertThat(names(c)).isEqualTo(names(b)));
    }
  }
}
