package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.EntryBundle;
import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TilePath;
import coop.potluck.federation.VersionStatement;
import coop.potluck.federation.WrittenLog;
import coop.potluck.http.RawHttp;
import coop.potluck.recipe.RecipeName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs over HTTP: our own, those that are mirrored, and the objects that they name. */
class LogsApiTest {

  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String ORIGIN = "catalogue.tidal.example/log";
  private static final String MIRROR =
      "/mirror/" + Hash.sha256(ORIGIN.getBytes(StandardCharsets.UTF_8)).hex();
  private static final int SIZE = 300;

  private static final ApiServer SERVER = new ApiServer();
  private static final List<byte[]> ENTRIES = new ArrayList<>();
  private static final List<byte[]> OBJECTS = new ArrayList<>();
  private static final byte[] OBJECT = bytes("{\"files\":[],\"schema\":1}");
  private static WrittenLog own;
  private static WrittenLog theirs;

  @BeforeAll
  static void fill() {
    OBJECTS.add(OBJECT);
    for (var i = 0; i < SIZE; i++) {
      var object = i % 2 == 0 ? OBJECT : bytes("{\"files\":[],\"number\":" + i + "}");
      OBJECTS.add(object);
      ENTRIES.add(Statements.encode(version(i, object)).orElseThrow());
    }
    own = new WrittenLog(SERVER.logs, "catalogue.harvest.example/log", true);
    own.append(ENTRIES.subList(0, 5), OBJECTS).append(ENTRIES.subList(5, SIZE), List.of());
    theirs = new WrittenLog(SERVER.logs, ORIGIN, false);
    theirs.append(ENTRIES.subList(0, 7), OBJECTS);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static VersionStatement version(int number, byte[] object) {
    return new VersionStatement(
        "harvest.example",
        RecipeName.parse("big").orElseThrow(),
        null,
        SampleRecipes.tag("1.0." + number + "+1"),
        ObjectReference.of(object),
        null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void the_checkpoint_is_the_newest_and_may_be_kept_for_seconds() throws Exception {
    var answer = SERVER.http.get("/log/checkpoint");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains("text/plain;charset=utf-8");
    assertThat(answer.header("cache-control")).contains("public, max-age=3");
    assertThat(answer.header("access-control-allow-origin")).contains("*");
    assertThat(answer.body()).isEqualTo(own.checkpoint().bytes());
    var parsed = SignedCheckpoint.parse(answer.body());
    assertThat(parsed.isSignedBy(own.key.verifierKey())).isTrue();
    assertThat(parsed.checkpoint().size()).isEqualTo(SIZE);
    var tag = answer.header("etag").orElseThrow();
    var again = SERVER.http.get("/log/checkpoint", "If-None-Match: " + tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("cache-control")).contains("public, max-age=3");
  }

  @Test
  void a_new_checkpoint_is_shown_at_once_and_what_is_beyond_it_is_not() {
    try (var server = new ApiServer()) {
      assertThat(CheckedHttp.problem(server.http.get("/log/checkpoint"))).isEqualTo("no-log");
      var log = new WrittenLog(server.logs, "catalogue.harvest.example/log", true);
      assertThat(CheckedHttp.problem(server.http.get("/log/checkpoint"))).isEqualTo("no-log");
      log.append(ENTRIES.subList(0, 1), OBJECTS);
      assertThat(server.http.get("/log/checkpoint").body()).isEqualTo(log.checkpoint().bytes());
      var narrow = server.http.get("/log/tile/0/000.p/1");
      log.append(ENTRIES.subList(1, 3), List.of());
      assertThat(server.http.get("/log/checkpoint").body()).isEqualTo(log.checkpoint().bytes());
      assertThat(server.http.get("/log/tile/0/000.p/1").body())
          .as("a partial tile stays")
          .isEqualTo(narrow.body());
      assertThat(server.http.get("/log/tile/0/000.p/3").status()).isEqualTo(200);
      log.appendUnsigned(ENTRIES.subList(3, 4));
      assertThat(server.http.get("/log/tile/0/000.p/4").status()).isEqualTo(404);
      assertThat(server.http.get("/log/tile/entries/000.p/4").status()).isEqualTo(404);
      assertThat(server.http.get("/log/checkpoint").body()).isEqualTo(log.checkpoint().bytes());
    }
  }

  @Test
  void tiles_lead_from_the_entries_to_the_root() {
    var full = SERVER.http.get("/log/tile/0/000");
    assertThat(full.body()).hasSize(256 * Hash.SIZE);
    var partial = SERVER.http.get("/log/tile/0/001.p/44");
    var top = SERVER.http.get("/log/tile/1/000.p/1");
    for (var answer : List.of(full, partial, top)) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-type")).contains("application/octet-stream");
      assertThat(answer.header("cache-control")).contains(FOREVER);
    }
    for (var i = 0; i < SIZE; i++) {
      var tile = i < 256 ? full.body() : partial.body();
      assertThat(ByteBuffer.wrap(tile, i % 256 * Hash.SIZE, Hash.SIZE).slice())
          .isEqualTo(ByteBuffer.wrap(MerkleTree.leaf(ENTRIES.get(i)).bytes()));
    }
    assertThat(top.body()).isEqualTo(own.hash(8, 0).bytes());
  }

  @Test
  void bundles_hold_the_entries_in_either_coding() throws Exception {
    for (var headers : List.of(new String[0], new String[] {"Accept-Encoding: gzip"})) {
      var full = SERVER.http.get("/log/tile/entries/000", headers);
      assertThat(full.header("cache-control")).contains(FOREVER);
      assertThat(full.header("vary")).contains("Accept-Encoding");
      assertThat(full.header("content-encoding").isPresent()).isEqualTo(headers.length > 0);
      assertThat(EntryBundle.decode(TilePath.entries(0, 256), unzipped(full), 4_096))
          .usingElementComparator(Arrays::compare)
          .isEqualTo(ENTRIES.subList(0, 256));
    }
    var partial = SERVER.http.get("/log/tile/entries/001.p/44");
    assertThat(EntryBundle.decode(TilePath.entries(1, 44), partial.body(), 4_096))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(ENTRIES.subList(256, SIZE));
  }

  private static byte[] unzipped(RawHttp.Answer answer) {
    return answer.text().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void what_never_changes_answers_304_and_head_without_a_body() {
    for (var path : List.of("/log/tile/0/000", "/log/tile/entries/000.p/9", object(OBJECT))) {
      var answer = SERVER.http.get(path);
      var tag = answer.header("etag").orElseThrow();
      var unchanged = SERVER.http.get(path, "If-None-Match: " + tag);
      assertThat(unchanged.status()).as(path).isEqualTo(304);
      assertThat(unchanged.header("cache-control")).contains(FOREVER);
      assertThat(unchanged.body()).isEmpty();
      var head = SERVER.http.send("HEAD", path);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-length")).contains("" + answer.body().length);
      assertThat(SERVER.http.send("OPTIONS", path).header("access-control-allow-methods"))
          .contains("GET, HEAD, OPTIONS");
      assertThat(SERVER.http.send("POST", path).status()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/001",
        "/log/tile/0/001.p/45",
        "/log/tile/0/002.p/1",
        "/log/tile/1/000.p/2",
        "/log/tile/2/000.p/1",
        "/log/tile/64/000.p/1",
        "/log/tile/00/000",
        "/log/tile/0/0",
        "/log/tile/0/0000",
        "/log/tile/0/x000/000",
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/256",
        "/log/tile/0/000.p/01",
        "/log/tile/0/000.p/",
        "/log/tile/0/000/001",
        "/log/tile/0/-01",
        "/log/tile/0/x999/x999/x999/x999/x999/x999/999",
        "/log/tile/entries/001",
        "/log/tile/entries/001.p/45",
        "/log/tile/data/000",
        "/log/objects/1",
        "/log/objects/00",
        "/log/objects/x",
        "/log/objects/99999999999999999999",
        "/log/checkpoint/",
        "/log/nothing",
        "/objects/sha256/00",
        "/objects/sha256/E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "/objects/sha256/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "/mirror/0000000000000000000000000000000000000000000000000000000000000000/checkpoint",
        "/mirror/log/tile/0/000",
      })
  void what_no_log_has_is_not_found(String path) {
    var answer = SERVER.http.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("cache-control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/000%2Fp",
        "/log/tile/0/../0/000",
        "/log/tile/0/000?x=1",
        "/log/tile//000"
      })
  void what_can_be_read_in_two_ways_is_refused(String path) {
    assertThat(SERVER.http.get(path).status()).isEqualTo(400);
  }

  @Test
  void the_objects_of_a_full_bundle_come_each_once_in_their_order() {
    var answer = SERVER.http.get("/log/objects/0");
    assertThat(answer.header("content-type")).contains("application/octet-stream");
    var found = new ArrayList<Hash>();
    var rest = ByteBuffer.wrap(answer.body());
    while (rest.hasRemaining()) {
      var object = new byte[rest.getInt()];
      rest.get(object);
      found.add(Hash.sha256(object));
    }
    var wanted = OBJECTS.subList(1, 257).stream().map(Hash::sha256).distinct().toList();
    assertThat(found).isEqualTo(wanted).hasSize(129);
  }

  @Test
  void an_object_is_served_by_its_hash_whoever_named_it() {
    var answer = SERVER.http.get(object(OBJECT));
    assertThat(answer.body()).isEqualTo(OBJECT);
    assertThat(answer.header("cache-control")).contains(FOREVER);
    assertThat(SERVER.http.get(object(OBJECT), "Accept-Encoding: gzip").text())
        .isEqualTo(new String(OBJECT, StandardCharsets.UTF_8));
  }

  @Test
  void several_objects_come_together_if_all_of_them_are_here() {
    var other = OBJECTS.get(2);
    var two = object(OBJECT) + "," + Hash.sha256(other).hex();
    var answer = SERVER.http.get(two);
    assertThat(answer.header("cache-control")).contains(FOREVER);
    var rest = ByteBuffer.wrap(answer.body());
    for (var wanted : List.of(OBJECT, other)) {
      var object = new byte[rest.getInt()];
      rest.get(object);
      assertThat(object).isEqualTo(wanted);
    }
    assertThat(rest.hasRemaining()).isFalse();
    assertThat(SERVER.http.get(two + "," + "0".repeat(64)).status()).isEqualTo(404);
    assertThat(SERVER.http.get(two + ",").status()).isEqualTo(404);
    var many = ("," + Hash.sha256(OBJECT).hex()).repeat(50);
    assertThat(SERVER.http.get(object(OBJECT) + many).status()).isEqualTo(200);
  }

  private static String object(byte[] bytes) {
    return "/objects/sha256/" + Hash.sha256(bytes).hex();
  }

  @Test
  void a_mirror_shows_the_bytes_that_the_log_itself_shows() {
    try (var origin = new ApiServer()) {
      copy(origin.logs, theirs, ENTRIES.subList(0, 7));
      for (var path :
          List.of("/checkpoint", "/tile/0/000.p/7", "/tile/entries/000.p/7", "/tile/0/000.p/3")) {
        var copy = SERVER.http.get(MIRROR + path);
        var original = origin.http.get("/log" + path);
        assertThat(copy.status()).as(path).isEqualTo(200);
        assertThat(copy.body()).as(path).isEqualTo(original.body());
        assertThat(copy.header("etag")).isEqualTo(original.header("etag"));
        assertThat(copy.header("cache-control")).isEqualTo(original.header("cache-control"));
      }
    }
    assertThat(SERVER.http.get(MIRROR + "/tile/0/000.p/8").status()).isEqualTo(404);
    assertThat(SERVER.http.get(MIRROR + "/objects/0").status()).isEqualTo(404);
  }

  /** The log as its own node has it. */
  private static void copy(LogStore store, WrittenLog log, List<byte[]> entries) {
    var id = store.create(log.origin, true, log.key.verifierKey()).id();
    store.append(id, new LogStore.Appended(entries, OBJECTS, log.checkpoint(), List.of(), 0));
  }

  @Test
  void logs_are_counted_apart_from_other_reads() {
    assertThat(SERVER.http.get("/log/tile/0/000").header("ratelimit-policy").orElseThrow())
        .startsWith("\"log\"");
    assertThat(SERVER.http.get(MIRROR + "/checkpoint").header("ratelimit-policy").orElseThrow())
        .startsWith("\"log\"");
    assertThat(SERVER.http.get(object(OBJECT)).header("ratelimit-policy").orElseThrow())
        .startsWith("\"log\"");
    assertThat(SERVER.http.get("/recipes.json").header("ratelimit-policy").orElseThrow())
        .startsWith("\"reads\"");
  }
}
