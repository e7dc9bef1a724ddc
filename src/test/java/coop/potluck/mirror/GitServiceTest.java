package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import coop.potluck.outbound.OutboundRequest.Body;
import coop.potluck.outbound.OutboundResponse;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.RecipeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clones what this node serves, by git's own command and by JGit, and asks for what it must not.
 */
class GitServiceTest {

  private static final RecipeId WIKI = RecipeId.of("harvest", "wiki");
  private static final String REQUEST = "application/x-git-upload-pack-request";

  private final Map<RecipeId, GitAccess> access = new ConcurrentHashMap<>();
  private Path folder;
  private GitRepository source;
  private Outbound outbound;
  private Mirrors mirrors;
  private CatalogueRepository catalogue;
  private GitServer server;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    source = GitRepository.bare(folder.resolve("wiki.git"));
    var first = source.commit("compose.yml", "a");
    source.tag("1.0.0+1", first);
    source.tag("1.1.0+1", source.commit("compose.yml", "b"));
    catalogue = new CatalogueRepository(folder.resolve("catalogue.git"), Checkpoints.NONE);
    serve(MirrorSettings.DEFAULT);
    mirrors.sync(new MirrorRequest(WIKI, source.url(), null, null, false));
    access.put(WIKI, GitAccess.OPEN);
  }

  private void serve(MirrorSettings settings) throws Exception {
    // the client of the tests; mirrors of local folders need none
    outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(), List.of("127.0.0.0/8")),
            NameResolver.system());
    mirrors =
        new Mirrors(folder.resolve("mirrors"), settings, outbound, Checkpoints.NONE, Progress.NONE);
    server =
        GitServer.of(
            new GitService(
                mirrors,
                catalogue,
                id -> Optional.ofNullable(access.get(id)),
                domain ->
                    domain.equals("harvest.example") ? Optional.of(WIKI.coop()) : Optional.empty(),
                settings));
  }

  @AfterEach
  void close() {
    source.close();
    server.close();
    outbound.close();
  }

  @Test
  void git_clones_and_fetches_in_both_of_its_protocols() throws Exception {
    for (var version : List.of("0", "2")) {
      var clone = folder.resolve("clone" + version);
      git("clone", "-q", server.url("/harvest/wiki.git"), clone.toString(), version);
      assertThat(clone.resolve("compose.yml")).hasContent("b");
      assertThat(GitCommand.run(clone, "git", "tag").lines()).containsExactly("1.0.0+1", "1.1.0+1");
      assertThat(GitCommand.run(clone, "git", "fsck", "--strict")).doesNotContain("error");
    }
    source.tag("2.0.0+1", source.commit("compose.yml", "c" + folder));
    mirrors.sync(new MirrorRequest(WIKI, source.url(), null, null, false));
    GitCommand.run(folder.resolve("clone2"), "git", "pull", "-q", "--tags");
    assertThat(folder.resolve("clone2/compose.yml")).hasContent("c" + folder);
  }

  @Test
  void jgit_clones_too() throws Exception {
    try (var clone =
        Git.cloneRepository()
            .setURI(server.url("/harvest/wiki.git"))
            .setDirectory(folder.resolve("jgit").toFile())
            .call()) {
      assertThat(clone.tagList().call()).hasSize(2);
    }
  }

  @Test
  void nobody_can_push() throws Exception {
    var clone = folder.resolve("clone");
    git("clone", "-q", server.url("/harvest/wiki.git"), clone.toString(), "2");
    assertThatThrownBy(
            () -> GitCommand.run(clone, "git", "push", "-q", "origin", "HEAD:refs/heads/mine"))
        .hasMessageContaining("403");
    assertThat(status("/harvest/wiki.git/info/refs?service=git-receive-pack")).isEqualTo(403);
    assertThat(post("/harvest/wiki.git/git-receive-pack", new byte[0], Map.of())).isEqualTo(404);
  }

  @Test
  void hidden_refs_are_neither_listed_nor_given_out() throws Exception {
    var old = source.repository().resolve("refs/tags/1.0.0+1");
    var lost = source.commit("compose.yml", "secret");
    mirrors.sync(new MirrorRequest(WIKI, source.url(), null, null, false));
    source.ref("refs/heads/main", source.repository().resolve("refs/tags/1.1.0+1^{commit}"));
    source.delete("refs/tags/1.0.0+1");
    mirrors.sync(new MirrorRequest(WIKI, source.url(), null, null, false));
    assertThat(mirrors.kept(WIKI)).hasSize(2);
    for (var version : List.of("0", "2")) {
      var listed = git("ls-remote", server.url("/harvest/wiki.git"), ".", version);
      assertThat(listed).doesNotContain("potluck").doesNotContain(old.name()).contains("1.1.0+1");
      var clone = folder.resolve("clone" + version);
      git("clone", "-q", server.url("/harvest/wiki.git"), clone.toString(), version);
      for (var id : List.of(lost, ObjectId.fromString(old.name()))) {
        assertThatThrownBy(() -> GitCommand.run(clone, "git", "fetch", "-q", "origin", id.name()))
            .as(version)
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void a_blocked_recipe_is_451_and_a_hidden_tag_is_left_out() throws Exception {
    access.put(WIKI, new GitAccess(null, Set.of("1.1.0+1")));
    assertThat(git("ls-remote", server.url("/harvest/wiki.git"), ".", "2"))
        .contains("1.0.0+1")
        .doesNotContain("1.1.0+1");
    access.put(WIKI, new GitAccess("it \"mines\" coins", Set.of()));
    try (var response = get("/harvest/wiki.git/info/refs?service=git-upload-pack")) {
      assertThat(response.status()).isEqualTo(451);
      assertThat(response.text()).contains("mines").contains("\"status\":451");
      assertThat(response.header("Content-Type")).startsWith("application/problem+json");
    }
    access.clear();
    assertThat(status("/harvest/wiki.git/info/refs?service=git-upload-pack")).isEqualTo(404);
  }

  @Test
  void no_other_path_exists() throws Exception {
    for (var path :
        List.of(
            "/harvest/wiki.git/HEAD",
            "/harvest/wiki.git/config",
            "/harvest/wiki.git/packed-refs",
            "/harvest/wiki.git/objects/info/packs",
            "/harvest/wiki.git",
            "/harvest/wiki/info/refs?service=git-upload-pack",
            "/harvest/..wiki.git/info/refs?service=git-upload-pack",
            "/.incoming/wiki.git/info/refs?service=git-upload-pack",
            "/HARVEST/wiki.git/info/refs?service=git-upload-pack",
            "/harvest/absent.git/info/refs?service=git-upload-pack",
            "/harvest/x/wiki.git/info/refs?service=git-upload-pack",
            "/catalogue.git/HEAD")) {
      assertThat(status(path)).as(path).isEqualTo(404);
    }
    for (var path :
        List.of("/harvest/..%2f..%2fwiki.git/info/refs", "/harvest/%00.git/info/refs")) {
      assertThat(status(path + "?service=git-upload-pack")).as(path).isIn(400, 404);
    }
    assertThat(raw("GET /git/harvest/../../wiki.git/info/refs?service=git-upload-pack"))
        .isIn(400, 404);
    assertThat(status("/harvest/wiki.git/info/refs")).isEqualTo(403);
    assertThat(status("/harvest/wiki.git/git-upload-pack")).isEqualTo(405);
  }

  @Test
  void a_request_that_is_too_large_is_refused_packed_or_not() throws Exception {
    var want = "0032want " + "1".repeat(40) + "\n";
    var bomb = want.repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    assertThat(post("/harvest/wiki.git/git-upload-pack", bomb, Map.of())).isEqualTo(413);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bomb);
    }
    assertThat(packed.size()).isLessThan(100_000);
    var gzip = Map.of("Content-Encoding", "gzip");
    assertThat(post("/harvest/wiki.git/git-upload-pack", packed.toByteArray(), gzip))
        .isEqualTo(413);
    var nonsense = "what is this?".getBytes(StandardCharsets.US_ASCII);
    assertThat(post("/harvest/wiki.git/git-upload-pack", nonsense, Map.of())).isEqualTo(400);
  }

  @Test
  void packs_are_bounded_in_number_and_in_time() throws Exception {
    server.close();
    outbound.close();
    serve(Limits.with(Map.of("servedPacks", 1, "servedTimeout", Duration.ofMillis(1500))));
    var noise = new byte[40 << 20];
    new Random(7).nextBytes(noise);
    var blob = source.insert(noise, Constants.OBJ_BLOB);
    var head = source.commitTree(source.tree(Map.of("noise", blob), FileMode.REGULAR_FILE), null);
    mirrors.sync(new MirrorRequest(WIKI, source.url(), null, null, false));
    var want = "want " + head.name() + "\n";
    var body = "%04x%s00000009done\n".formatted(want.length() + 4, want);
    var path = "/harvest/wiki.git/git-upload-pack";
    try (var slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.getOutputStream().write(head("POST /git" + path, body.length()));
      slow.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      assertThat(slow.getInputStream().read()).isEqualTo('H');
      var request = OutboundRequest.post(URI.create(server.url(path)), Body.of(REQUEST, body));
      try (var response = outbound.send(request)) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("5");
      }
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> {
                try (var response = outbound.send(request)) {
                  return response.status() == 200;
                }
              });
    }
  }

  @Test
  void a_request_that_trickles_in_is_given_up() throws Exception {
    server.close();
    outbound.close();
    serve(Limits.with(Map.of("servedTimeout", Duration.ofMillis(300))));
    try (var slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.getOutputStream().write(head("POST /git/harvest/wiki.git/git-upload-pack", 100));
      // until the server has had enough
      for (var i = 0; i < 90 && slow.getInputStream().available() == 0; i++) {
        slow.getOutputStream().write('0');
        slow.getOutputStream().flush();
        Thread.sleep(100);
      }
      var line = new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(line).isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void the_catalogue_is_cloned_and_pulled() throws Exception {
    assertThat(catalogue.head()).isEmpty();
    assertThat(status("/catalogue.git/info/refs?service=git-upload-pack")).isEqualTo(503);
    var first = catalogue.publish("{}\n".getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    var clone = folder.resolve("clone");
    git("clone", "-q", server.url("/catalogue.git"), clone.toString(), "2");
    assertThat(clone.resolve("recipes.json")).hasContent("{}");
    var same = catalogue.publish("{}\n".getBytes(StandardCharsets.UTF_8), Instant.now());
    assertThat(same).isEqualTo(first);
    for (var i = 0; i < 12; i++) {
      catalogue.publish(("[" + i + "]").getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }
    assertThat(catalogue.collect(10)).isTrue();
    GitCommand.run(clone, "git", "pull", "-q", "--ff-only");
    assertThat(clone.resolve("recipes.json")).hasContent("[11]");
    assertThat(GitCommand.run(clone, "git", "rev-list", "--count", "HEAD")).isEqualTo("13\n");
    assertThat(GitCommand.run(clone, "git", "fsck", "--strict")).doesNotContain("error");
    var again = new CatalogueRepository(folder.resolve("catalogue.git"), Checkpoints.NONE);
    assertThat(again.head()).isEqualTo(catalogue.head());
    var elsewhere = new CatalogueRepository(folder.resolve("other.git"), Checkpoints.NONE);
    assertThat(elsewhere.publish("{}\n".getBytes(StandardCharsets.UTF_8), Instant.EPOCH))
        .isEqualTo(first);
  }

  private String git(String command, String... arguments) throws Exception {
    var version = arguments[arguments.length - 1];
    var all = new ArrayList<String>();
    all.addAll(List.of("git", "-c", "protocol.version=" + version, command));
    for (var i = 0; i < arguments.length - 1; i++) {
      if (!arguments[i].equals(".")) {
        all.add(arguments[i]);
      }
    }
    return GitCommand.run(folder, all.toArray(String[]::new));
  }

  private OutboundResponse get(String path) throws IOException {
    return outbound.send(OutboundRequest.get(URI.create(server.url(path))));
  }

  private int status(String path) throws IOException {
    try (var response = get(path)) {
      return response.status();
    }
  }

  private int post(String path, byte[] body, Map<String, String> headers) throws IOException {
    var request = OutboundRequest.post(URI.create(server.url(path)), Body.of(REQUEST, body));
    try (var response = outbound.send(request.withHeaders(headers))) {
      return response.status();
    }
  }

  /** A path that a client library would tidy up before it is sent. */
  private int raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(head(request, 0));
      var line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(line.substring(9));
    }
  }

  private static byte[] head(String request, int length) {
    var text =
        request
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
            + REQUEST
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
