package coop.potluck.app;

import static coop.potluck.app.CoopNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import coop.potluck.mirror.GitRepository;
import coop.potluck.peer.Alarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types to follow, to recover and to rotate, on real nodes. */
class PeerCommandsTest {

  private Path folder;
  private GitRepository source;
  private CoopNode a;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    source = GitRepository.bare(folder.resolve("compass.git"));
    release("1.0.0+1.20.0");
    var coops =
        """
        coops:
          - id: harvest
            domain: harvest.example
            sources:
              - repositories: ["file://%s"]
        """
            .formatted(source.folder());
    a = CoopNode.start(folder.resolve("a"), coops, "a.example/log");
    eventually(() -> assertThat(sizeAtA()).isGreaterThanOrEqualTo(2));
  }

  @AfterEach
  void stop() {
    a.close();
    source.close();
  }

  private void release(String tag) throws IOException {
    source.tag(
        tag,
        source.commit(
            "compose.yml",
            "version: \"3.8\"\nservices:\n  app:\n    image: nginx:1.20.0 # " + tag + "\n",
            ".env.sample",
            "TYPE=compass\n"));
  }

  private long sizeAtA() {
    return a.logs().own().orElseThrow().size();
  }

  private CoopNode follower() {
    return CoopNode.start(folder.resolve("b"), "coops: []\npeers: []\n", "b.example/log");
  }

  private static String[] args(CoopNode at, String... words) {
    var args = new ArrayList<>(List.of(words));
    args.addAll(List.of("--data", at.data.toString(), "--coops", at.coops.toString()));
    return args.toArray(String[]::new);
  }

  private static CommandRun run(CoopNode at, String... words) {
    return CommandRun.of(args(at, words));
  }

  private static long sizeAt(CoopNode node) {
    return node.logs().find("a.example/log").map(log -> log.size()).orElse(0L);
  }

  @Test
  void a_peer_is_followed_once_its_key_is_confirmed_and_hidden_once_it_is_removed() {
    try (var b = follower()) {
      var alone = run(b, "peer", "add", a.url);
      assertThat(alone.status()).isEqualTo(Main.UNUSABLE);
      assertThat(alone.err()).contains("nobody can be asked here", a.key().vkey());
      var no = CommandRun.answered("n\n", args(b, "peer", "add", a.url));
      assertThat(no.status()).isEqualTo(Main.SOME_FAILED);
      assertThat(no.out()).contains(Fingerprint.of(a.key()), "Nothing was changed.");
      var other = SigningKey.generate("a.example/log", SignatureType.NOTE, new SecureRandom());
      var wrong = run(b, "peer", "add", a.url, "--key", other.verifierKey().vkey());
      assertThat(wrong.status()).isEqualTo(Main.UNUSABLE);
      assertThat(wrong.err()).contains("another one than --key says", a.key().vkey());
      assertThat(b.data.resolve("peers.yaml")).doesNotExist();

      var speaks = new String[] {"peer", "add", a.url, "--speaks-for", "harvest.example"};
      var yes = CommandRun.answered("y\n", args(b, speaks));
      assertThat(yes.status()).as(yes.err()).isZero();
      eventually(() -> assertThat(b.json("/recipes.json").has("compass")).isTrue());
      assertThat(run(b, "peer", "add", a.url, "--yes").err()).contains("is followed already");
      assertThat(run(b, "peer", "list").out()).contains("a.example/log", a.url, "peers.yaml");
      var shown = run(b, "log", "show").out();
      assertThat(shown)
          .contains("b.example/log, written here", "a.example/log, a copy")
          .contains(Fingerprint.of(a.key()));
      var status = run(b, "peer", "status", "--node", b.url);
      assertThat(status.status()).as(status.out() + status.err()).isZero();
      assertThat(status.out()).contains("a.example/log", "ok");

      assertThat(run(b, "peer", "remove", "nobody.example/log").status()).isEqualTo(Main.UNUSABLE);
      assertThat(run(b, "peer", "remove", a.url).out()).contains("followed no more");
      eventually(() -> assertThat(b.json("/recipes.json").has("compass")).isFalse());
      assertThat(sizeAt(b)).isPositive();
    }
  }

  @Test
  void an_alarm_is_told_and_acknowledged() {
    try (var b = follower()) {
      assertThat(run(b, "peer", "add", a.url, "--yes").status()).isZero();
      eventually(() -> assertThat(sizeAt(b)).isPositive());
      b.application()
          .federated()
          .peers()
          .alarms()
          .raise("a.example/log", Alarm.Kind.FORK, "two histories", null);
      var status = run(b, "peer", "status", "--node", b.url);
      assertThat(status.status()).isEqualTo(Main.SOME_FAILED);
      assertThat(status.out()).contains("ALARM fork", "two histories");
      assertThat(run(b, "peer", "acknowledge", "fork", "else.example/log").status())
          .isEqualTo(Main.UNUSABLE);
      assertThat(run(b, "peer", "acknowledge", "lie", "a.example/log").err())
          .contains("no kind of alarm", "equivocation");
      assertThat(run(b, "peer", "acknowledge", "fork", "a.example/log").status()).isZero();
      assertThat(run(b, "peer", "status", "--node", b.url).status()).isZero();
    }
  }

  @Test
  void a_restored_folder_signs_nothing_until_its_log_came_back_from_a_follower() throws Exception {
    try (var b = follower()) {
      assertThat(run(b, "peer", "add", a.url, "--yes").status()).isZero();
      eventually(() -> assertThat(sizeAt(b)).isEqualTo(sizeAtA()));
      var before = sizeAtA();
      a.whileStopped(() -> copy(a.data, folder.resolve("backup")));
      release("1.1.0+1.21.0");
      eventually(() -> assertThat(sizeAt(b)).isGreaterThan(before));
      var newest = sizeAt(b);
      a.whileStopped(
          () -> {
            Files.move(a.data, folder.resolve("lost"));
            copy(folder.resolve("backup"), a.data);
          });
      Thread.sleep(500);
      assertThat(sizeAtA()).isEqualTo(before);
      a.whileStopped(
          () -> {
            var refused = run(a, "log", "recover", "--from", b.url + "/nowhere");
            assertThat(refused.status()).isEqualTo(Main.UNUSABLE);
            var recovered = run(a, "log", "recover", "--from", b.url);
            assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
            assertThat(recovered.out()).contains("The log has " + newest + " entries");
          });
      release("1.2.0+1.22.0");
      eventually(() -> assertThat(sizeAt(b)).isGreaterThan(newest).isEqualTo(sizeAtA()));
      // what B was shown meanwhile was old, and it says so; never two histories
      assertThat(b.json("/api/v1/peers").at("/items/0/alarms").findValuesAsText("kind"))
          .isSubsetOf("rollback", "unreachable");
    }
  }

  @Test
  void followers_take_the_next_key_by_themselves() throws Exception {
    try (var b = follower()) {
      assertThat(run(b, "peer", "add", a.url, "--yes").status()).isZero();
      eventually(() -> assertThat(sizeAt(b)).isEqualTo(sizeAtA()));
      var old = a.key();
      assertThat(run(a, "log", "rotate").err()).contains("in use by another potluck process");
      a.whileStopped(
          () -> {
            var rotated = run(a, "log", "rotate");
            assertThat(rotated.status()).as(rotated.err()).isZero();
          });
      release("1.1.0+1.21.0");
      eventually(() -> assertThat(a.key()).isNotEqualTo(old));
      eventually(() -> assertThat(sizeAt(b)).isEqualTo(sizeAtA()));
      a.whileStopped(() -> assertThat(run(a, "log", "rotate", "--finish").status()).isZero());
      release("1.2.0+1.22.0");
      var size = sizeAtA();
      eventually(() -> assertThat(sizeAt(b)).isGreaterThan(size).isEqualTo(sizeAtA()));
      assertThat(b.json("/api/v1/peers").at("/items/0/alarms").isEmpty()).isTrue();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var file : all.toList()) {
        Files.copy(
            file,
            to.resolve(from.relativize(file).toString()),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
