package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.mirror.MirrorResult.Failed;
import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.mirror.MirrorResult.Unchanged;
import coop.potluck.mirror.MirrorResult.Updated;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors over real HTTP, from servers of good and of ill will. */
class HttpMirrorTest {

  private static final RecipeId WIKI = RecipeId.of("harvest", "wiki");
  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
  private static final String RESULT = "application/x-git-upload-pack-result";

  private Path folder;
  private GitRepository source;
  private GitServer server;
  private Outbound outbound;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    source = GitRepository.bare(folder.resolve("served/wiki.git"));
    server = GitServer.of(folder.resolve("served"));
    outbound = naming(server);
  }

  @AfterEach
  void close() throws Exception {
    source.close();
    server.close();
    outbound.close();
  }

  @Test
  void a_first_look_is_two_requests_and_an_unchanged_one_is_one() throws Exception {
    source.tag("1.0.0+1", source.commit("compose.yml", "a"));
    var mirrors = mirrors(MirrorSettings.DEFAULT);

    var state = updated(sync(mirrors));

    assertThat(state.tags()).extracting(Tag::name).containsExactly("1.0.0+1");
    assertThat(state.head()).isNotNull();
    assertThat(server.requests())
        .containsExactly(
            "GET /wiki.git/info/refs?service=git-upload-pack", "POST /wiki.git/git-upload-pack");
    server.requests().clear();
    assertThat(sync(mirrors)).isInstanceOf(Unchanged.class);
    assertThat(server.requests())
        .containsExactly("GET /wiki.git/info/refs?service=git-upload-pack");
  }

  @Test
  void later_looks_fetch_what_is_new_in_one_more_request() throws Exception {
    var mirrors = mirrors(MirrorSettings.DEFAULT);
    for (var i = 0; i < 40; i++) {
      source.tag("1.0." + i + "+1", source.commit("compose.yml", "a" + i));
    }
    updated(sync(mirrors));
    server.requests().clear();
    var last = source.commit("compose.yml", "z");
    source.tag("2.0.0+1", last);
    source.delete("refs/tags/1.0.3+1");

    var state = updated(sync(mirrors));

    assertThat(state.tags()).hasSize(40);
    assertThat(mirrors.kept(WIKI)).hasSize(1);
    assertThat(server.requests()).hasSize(2);
    try (var mirror = MirrorRepository.open(folder.resolve("mirrors/harvest/wiki.git"))) {
      var packs = mirror.getObjectDatabase().getPacks();
      assertThat(packs).hasSize(2);
      assertThat(packs.stream().mapToLong(pack -> size(pack)).min().orElse(0)).isEqualTo(4);
    }
  }

  @Test
  void a_repository_that_is_gone_is_named_so() throws Exception {
    var mirrors = mirrors(MirrorSettings.DEFAULT);
    source.commit("compose.yml", "a");
    updated(sync(mirrors));
    server.before(
        (request, response) -> {
          response.sendError(404);
          return true;
        });
    assertThat(failed(sync(mirrors)).kind()).isEqualTo(Kind.GONE);
    assertThat(mirrors.state(WIKI).head()).isNotNull();
    assertThat(failed(mirrors.sync(request("/absent.git"))).kind()).isEqualTo(Kind.GONE);
  }

  @Test
  void a_token_is_sent_to_its_host_and_stands_in_no_message() throws Exception {
    source.commit("compose.yml", "a");
    var seen = new ConcurrentLinkedQueue<String>();
    server.before(
        (request, response) -> {
          var authorization = request.getHeader("Authorization");
          if (authorization == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"forge\"");
            response.sendError(401);
            return true;
          }
          seen.add(authorization);
          return false;
        });
    var mirrors = mirrors(MirrorSettings.DEFAULT);
    assertThat(failed(sync(mirrors)).kind()).isEqualTo(Kind.AUTH);
    var token = new AccessToken("oauth2", "hush");
    var request = new MirrorRequest(WIKI, server.url("/wiki.git"), token, null, false);
    updated(mirrors.sync(request));
    assertThat(seen).hasSize(2).allMatch(value -> value.equals("Basic b2F1dGgyOmh1c2g="));
    assertThat(request.toString()).contains("***").doesNotContain("hush");
  }

  @Test
  void an_endless_pack_is_cut_and_the_disk_given_back() throws Exception {
    var mirrors = mirrors(small(1_000_000, Duration.ofMinutes(1)));
    source.commit("compose.yml", "a");
    updated(sync(mirrors));
    var before = bytesBelow(folder.resolve("mirrors"));
    source.commit("compose.yml", "b");
    server.before(
        (request, response) -> {
          if (request.getMethod().equals("GET")) {
            return false;
          }
          response.setContentType(RESULT);
          response.getOutputStream().write("0008NAK\n".getBytes(StandardCharsets.US_ASCII));
          endlessPack(response.getOutputStream());
          return true;
        });

    assertThat(failed(sync(mirrors)).kind()).isEqualTo(Kind.TOO_LARGE);

    assertThat(bytesBelow(folder.resolve("mirrors"))).isEqualTo(before);
    assertThat(mirrors.state(WIKI).head()).isNotNull();
    server.before((request, response) -> false);
    updated(sync(mirrors));
  }

  @Test
  void an_endless_list_of_refs_is_cut() throws Exception {
    server.before(
        (request, response) -> {
          response.setContentType(ADVERTISEMENT);
          var out = response.getOutputStream();
          out.write("001e# service=git-upload-pack\n0000".getBytes(StandardCharsets.US_ASCII));
          for (var i = 0; i < 10_000_000; i++) {
            var line = "1".repeat(40) + " refs/heads/b" + i + "\n";
            var packet = "%04x%s".formatted(line.length() + 4, line);
            out.write(packet.getBytes(StandardCharsets.US_ASCII));
          }
          return true;
        });
    assertThat(failed(sync(mirrors(MirrorSettings.DEFAULT))).kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(folder.resolve("mirrors/.incoming")).isEmptyDirectory();
  }

  @Test
  void a_server_that_gets_stuck_is_given_up_when_time_is_over() throws Exception {
    source.commit("compose.yml", "a");
    server.before(
        (request, response) -> {
          if (request.getMethod().equals("POST")) {
            response.setContentType(RESULT);
            response.getOutputStream().write("0008NAK\n".getBytes(StandardCharsets.US_ASCII));
            response.flushBuffer();
            pause(5_000);
            return true;
          }
          return false;
        });
    var start = System.nanoTime();
    var result = sync(mirrors(small(1_000_000, Duration.ofMillis(500))));
    assertThat(failed(result).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void a_server_that_is_down_or_speaks_something_else_is_named_so() throws Exception {
    var mirrors = mirrors(MirrorSettings.DEFAULT);
    server.before(
        (request, response) -> {
          response.setContentType("text/plain");
          response.getOutputStream().print("# refs of a dumb server");
          return true;
        });
    assertThat(failed(sync(mirrors)).kind()).isEqualTo(Kind.CORRUPT);
    server.before(
        (request, response) -> {
          response.sendError(503);
          return true;
        });
    assertThat(failed(sync(mirrors)).reason()).contains("503");
    server.before(
        (request, response) -> {
          response.setContentType(ADVERTISEMENT);
          response.getOutputStream().print("001e# service=git-upload-pack\n0000zzzz");
          return true;
        });
    assertThat(failed(sync(mirrors)).kind()).isEqualTo(Kind.CORRUPT);
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var dead = "http://127.0.0.1:" + port + "/wiki.git";
    try (var other = outbound(List.of(URI.create(dead)), NameResolver.system())) {
      var result =
          new Mirrors(
                  folder.resolve("mirrors"),
                  MirrorSettings.DEFAULT,
                  other,
                  Checkpoints.NONE,
                  Progress.NONE)
              .sync(new MirrorRequest(WIKI, dead, null, null, false));
      assertThat(failed(result).kind()).isEqualTo(Kind.NETWORK);
    }
  }

  @Test
  void git_does_not_follow_a_name_that_turns_to_a_private_address() throws Exception {
    source.commit("compose.yml", "a");
    // 127.0.0.2 stands for the public internet, so that the test leaves this machine alone
    var answers = new ArrayDeque<>(List.of("127.0.0.2", "127.0.0.1"));
    NameResolver rebinding = host -> List.of(InetAddress.getByName(answers.remove()));
    var policy = AddressPolicy.of(List.of(), List.of("127.0.0.2/32"));
    try (var other = new Outbound(OutboundSettings.DEFAULT, policy, rebinding)) {
      var mirrors =
          new Mirrors(
              folder.resolve("mirrors"),
              MirrorSettings.DEFAULT,
              other,
              Checkpoints.NONE,
              Progress.NONE);
      var url = "http://forge.example:" + server.port() + "/git/wiki.git";
      mirrors.sync(new MirrorRequest(WIKI, url, null, null, false));
      var result = mirrors.sync(new MirrorRequest(WIKI, url, null, null, false));
      assertThat(failed(result).kind()).isEqualTo(Kind.REFUSED);
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_redirect_is_followed_for_both_requests() throws Exception {
    source.commit("compose.yml", "a");
    server.before(
        (request, response) -> {
          if (!request.getPathInfo().startsWith("/old/")) {
            return false;
          }
          var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
          response.setStatus(301);
          response.setHeader("Location", "/git" + request.getPathInfo().substring(4) + query);
          return true;
        });
    var mirrors = mirrors(MirrorSettings.DEFAULT);
    updated(mirrors.sync(request("/old/wiki.git")));
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void a_repository_without_a_branch_is_unchanged_the_second_time() throws Exception {
    var mirrors = mirrors(MirrorSettings.DEFAULT);
    assertThat(updated(sync(mirrors)).head()).isNull();
    assertThat(sync(mirrors)).isInstanceOf(Unchanged.class);
    var commit = source.commit("compose.yml", "a");
    source.tag("1.0.0+1", commit);
    source.delete("refs/heads/main");
    assertThat(updated(sync(mirrors)).tags()).hasSize(1);
    assertThat(sync(mirrors)).isInstanceOf(Unchanged.class);
    source.ref("refs/heads/main", commit);
    assertThat(updated(sync(mirrors)).head()).isNotNull();
  }

  @Test
  void a_detached_head_stands_for_the_branch_at_its_commit() throws Exception {
    var commit = source.commit("compose.yml", "a");
    Files.writeString(source.folder().resolve("HEAD"), commit.name() + "\n");
    for (var url : List.of(server.url("/wiki.git"), source.url())) {
      var mirrors = mirrors(MirrorSettings.DEFAULT);
      mirrors.remove(WIKI);
      var head = updated(mirrors.sync(new MirrorRequest(WIKI, url, null, null, false))).head();
      assertThat(head).isNotNull().extracting(Head::branch).isEqualTo("main");
    }
  }

  @Test
  void progress_is_told_while_a_pack_comes_in() throws Exception {
    source.commit("compose.yml", "a".repeat(10_000));
    var told = new ConcurrentLinkedQueue<Long>();
    var mirrors =
        new Mirrors(
            folder.resolve("mirrors"),
            MirrorSettings.DEFAULT,
            outbound,
            Checkpoints.NONE,
            (id, bytes, objects) -> told.add(bytes));
    updated(sync(mirrors));
    assertThat(List.copyOf(told)).isNotEmpty().isSorted();
  }

  /** Side-band packets of a pack whose one blob never ends. */
  private static void endlessPack(OutputStream out) throws IOException {
    var header = new ByteArrayOutputStream();
    header.write(Constants.PACK_SIGNATURE);
    header.write(new byte[] {0, 0, 0, 2, 0, 0, 0, 1});
    // a blob of nearly 2^28 bytes, stored without compression
    header.write(new byte[] {(byte) 0xbf, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07});
    header.write(new byte[] {0x78, 0x01});
    packet(out, header.toByteArray());
    var block = new byte[65_000];
    block[1] = (byte) (64_995 & 0xff);
    block[2] = (byte) (64_995 >> 8);
    block[3] = (byte) ~block[1];
    block[4] = (byte) ~block[2];
    while (true) {
      packet(out, block);
    }
  }

  private static void packet(OutputStream out, byte[] data) throws IOException {
    out.write("%04x".formatted(data.length + 5).getBytes(StandardCharsets.US_ASCII));
    out.write(1);
    out.write(data);
  }

  private static long size(Pack pack) {
    try {
      return pack.getIndex().getObjectCount();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytesBelow(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Mirrors mirrors(MirrorSettings settings) throws IOException {
    return new Mirrors(
        folder.resolve("mirrors"), settings, outbound, Checkpoints.NONE, Progress.NONE);
  }

  private static MirrorSettings small(long maxFetchBytes, Duration whole) {
    return Limits.with(Map.of("maxFetchBytes", maxFetchBytes, "wholeTimeout", whole));
  }

  private MirrorResult sync(Mirrors mirrors) {
    return mirrors.sync(request("/wiki.git"));
  }

  private MirrorRequest request(String path) {
    return new MirrorRequest(WIKI, server.url(path), null, null, false);
  }

  private static Outbound naming(GitServer server) {
    return outbound(List.of(server.uri()), NameResolver.system());
  }

  private static Outbound outbound(List<URI> named, NameResolver resolver) {
    return new Outbound(OutboundSettings.DEFAULT, AddressPolicy.of(named, List.of()), resolver);
  }

  private static MirrorState updated(MirrorResult result) {
    assertThat(result).isInstanceOf(Updated.class);
    return ((Updated) result).state();
  }

  private static Failed failed(MirrorResult result) {
    assertThat(result).isInstanceOf(Failed.class);
    return (Failed) result;
  }
}
