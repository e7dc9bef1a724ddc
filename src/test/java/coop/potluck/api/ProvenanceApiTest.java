package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.Hash;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.MovedStatement;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.TlogPolicy;
import coop.potluck.federation.TlogProof;
import coop.potluck.federation.VersionStatement;
import coop.potluck.federation.WrittenLog;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By which log a thing came, which logs say the same, and the proof of it. */
class ProvenanceApiTest {

  private static final String OWN = "catalogue.harvest.example/log";
  private static final String THEIRS = "catalogue.surf.example/log";
  private static final String WIKI = "/api/v1/recipes/harvest/wiki/versions/1.0.0+1.2.0";
  private static final RecipeId BOARD = RecipeId.of("surf", "board");
  private static final String BOARD_VERSION = "/api/v1/recipes/surf/board/versions/1.0.0+1";
  private static final byte[] OBJECT =
      "{\"files\":[],\"schema\":1}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TEXTS =
      "{\"notes\":[],\"schema\":1}".getBytes(StandardCharsets.UTF_8);

  private ApiServer server;

  @BeforeEach
  void start() {
    server = new ApiServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static VersionStatement version(String coop, String name, Tag tag) {
    return new VersionStatement(
        coop, RecipeName.parse(name).orElseThrow(), null, tag, ObjectReference.of(OBJECT), null);
  }

  private static VersionStatement wiki(Tag tag) {
    return version("harvest.example", "wiki", tag);
  }

  private static RecipeStatement recipe(String coop, String name) {
    var head =
        new Head("main", SampleRecipes.name("h"), SampleRecipes.name("t"), SampleRecipes.DAY);
    return new RecipeStatement(
        coop,
        RecipeName.parse(name).orElseThrow(),
        null,
        head,
        null,
        null,
        null,
        false,
        ObjectReference.of(OBJECT),
        null,
        ObjectReference.of(TEXTS));
  }

  /** A co-op whose recipes came by a peer's log, as the follower puts them into the catalogue. */
  private WrittenLog follow() {
    var surf =
        new CoopRegistration(
            new Coop(new CoopId("surf"), "surf.example", "surf", null, null),
            List.of(
                new CoopRegistration.SourceRegistration(
                    "log:" + THEIRS + "/surf.example", "peer", THEIRS, false)));
    server.catalogue.follow(
        List.of(SampleRecipes.coop("harvest"), SampleRecipes.coop("tidal"), surf));
    server.catalogue.recordListing(
        "log:" + THEIRS + "/surf.example", SampleRecipes.listing("board"));
    server.store(BOARD, "1.0.0+1");
    var log = new WrittenLog(server.logs, THEIRS, false);
    server.following.peers = List.of(peer(log));
    return log.say(
        List.of(OBJECT, TEXTS),
        recipe("surf.example", "board"),
        version("surf.example", "board", SampleRecipes.tag("1.0.0+1")));
  }

  private static PeerView peer(WrittenLog log) {
    return new PeerView(
        log.origin,
        "https://catalogue.surf.example",
        log.key.verifierKey().vkey(),
        "ok",
        null,
        2,
        3,
        1,
        Instant.parse("2026-03-01T11:59:00Z"),
        Instant.parse("2026-03-01T11:59:00Z"),
        null,
        null,
        "no witness is asked, so nobody can tell",
        4,
        new PeerView.GitView(2, 1, 3, 4_096, 1 << 30),
        List.of(
            new PeerView.AlarmView(
                "fork", SampleRecipes.DAY, SampleRecipes.DAY, "two trees of 3 entries", "x/y")));
  }

  private static TlogPolicy trust(WrittenLog log) throws Exception {
    var policy = "log " + log.key.verifierKey().vkey() + "\nquorum none\n";
    return TlogPolicy.parse(policy.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_proof_holds_without_this_node() throws Exception {
    var log = new WrittenLog(server.logs, OWN, true);
    log.say(
        List.of(OBJECT),
        wiki(SampleRecipes.tag("2.0.0+2.0.0")),
        wiki(SampleRecipes.tag("1.1.0+1.3.0")),
        wiki(SampleRecipes.tag("1.0.0+1.2.0")));
    var answer = server.http.get(WIKI + "/proof");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains("text/plain;charset=utf-8");
    var proof = TlogProof.parse(answer.body());
    assertThat(proof.index()).isEqualTo(2);
    assertThat(new String(proof.extra(), StandardCharsets.UTF_8)).contains("\"1.0.0+1.2.0\"");
    var leaf = MerkleTree.leaf(proof.extra());
    assertThat(proof.problems(leaf, trust(log))).isEmpty();
    assertThat(proof.problems(MerkleTree.leaf(OBJECT), trust(log))).isNotEmpty();
    assertThat(server.http.send("HEAD", WIKI + "/proof").status()).isEqualTo(200);
    var tag = answer.header("etag").orElseThrow();
    assertThat(server.http.get(WIKI + "/proof", "If-None-Match: " + tag).status()).isEqualTo(304);
    log.say(List.of(), wiki(SampleRecipes.tag("9.0.0+9")));
    assertThat(server.http.get(WIKI + "/proof", "If-None-Match: " + tag).status())
        .as("a newer checkpoint makes another proof")
        .isEqualTo(200);
  }

  @Test
  void the_examples_of_the_specification_hold() throws Exception {
    var paths = new Contract().spec().path("paths");
    var key =
        paths
            .path("/.well-known/potluck")
            .at("/get/responses/200/content/application~1json/example/log/key")
            .asText();
    var text = "/get/responses/200/content/text~1plain;charset=utf-8/example";
    var proof =
        TlogProof.parse(
            paths
                .path("/api/v1/recipes/{coop}/{name}/versions/{version}/proof")
                .at(text)
                .asText()
                .getBytes(StandardCharsets.UTF_8));
    var policy = "log " + key + "\nquorum none\n";
    assertThat(
            proof.problems(
                MerkleTree.leaf(proof.extra()),
                TlogPolicy.parse(policy.getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
    assertThat(paths.path("/log/checkpoint").at(text).asText())
        .isEqualTo(new String(proof.checkpoint().bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void a_version_that_no_log_holds_says_why() {
    assertThat(reason(WIKI)).contains("no key");
    var log = new WrittenLog(server.logs, OWN, true);
    assertThat(reason(WIKI)).contains("is to come");
    log.say(List.of(OBJECT), wiki(SampleRecipes.tag("1.0.0+1.2.0", "other", SampleRecipes.DAY)));
    assertThat(reason(WIKI)).contains("not what is served");
    var missing = server.http.get("/api/v1/recipes/harvest/wiki/versions/7.7.7+7/proof");
    assertThat(CheckedHttp.problem(missing)).isEqualTo("version-not-found");
    server.catalogue.block(ApiServer.WIKI, "1.0.0+1.2.0", "it leaked");
    assertThat(server.http.get(WIKI + "/proof").status()).isEqualTo(451);
  }

  private String reason(String version) {
    var answer = server.http.get(version + "/proof");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(CheckedHttp.problem(answer)).isEqualTo("not-logged");
    return CheckedHttp.json(answer).path("detail").asText();
  }

  @Test
  void what_came_by_a_peer_says_so_everywhere_and_its_proof_is_of_that_log() throws Exception {
    var log = follow();
    var recipe = server.http.json("/api/v1/recipes/surf/board");
    assertVia(recipe.path("via"), log, 0);
    assertVia(recipe.at("/latest/via"), log, 1);
    assertVia(server.http.json(BOARD_VERSION).at("/version/via"), log, 1);
    assertVia(server.http.json("/api/v1/recipes/surf/board/versions").at("/items/0/via"), log, 1);
    assertVia(server.http.json("/api/v1/recipes?coop=surf").at("/items/0/via"), log, 0);
    assertThat(server.http.json("/api/v1/recipes?coop=harvest").at("/items/0/via").isNull())
        .isTrue();
    assertThat(server.http.json(WIKI).at("/version/via").isNull()).isTrue();
    var proof = TlogProof.parse(server.http.get(BOARD_VERSION + "/proof").body());
    assertThat(proof.checkpoint().bytes()).isEqualTo(log.checkpoint().bytes());
    assertThat(proof.problems(MerkleTree.leaf(proof.extra()), trust(log))).isEmpty();
  }

  private static void assertVia(JsonNode via, WrittenLog log, int index) {
    assertThat(via.path("origin").asText()).isEqualTo(THEIRS);
    assertThat(via.path("index").asInt()).isEqualTo(index);
    assertThat(via.path("key").asText()).isEqualTo(log.key.verifierKey().vkey());
    assertThat(via.path("url").asText()).isEqualTo("https://catalogue.surf.example");
  }

  @Test
  void logs_that_saw_the_same_are_named_and_those_that_did_not_are_a_conflict() {
    var here = SampleRecipes.tag("1.0.0+1.2.0");
    var elsewhere = SampleRecipes.tag("1.0.0+1.2.0", "other", SampleRecipes.DAY);
    var own = new WrittenLog(server.logs, OWN, true).say(List.of(OBJECT), wiki(here));
    var before = server.http.get(WIKI);
    var same = new WrittenLog(server.logs, "a.example/log", false);
    same.say(List.of(OBJECT), wiki(SampleRecipes.tag("5.0.0+5")), wiki(here));
    new WrittenLog(server.logs, "b.example/log", false).say(List.of(OBJECT), wiki(elsewhere));
    new WrittenLog(server.logs, "c.example/log", false)
        .say(
            List.of(OBJECT),
            new MovedStatement(
                "harvest.example",
                RecipeName.parse("wiki").orElseThrow(),
                here.name(),
                new MovedStatement.Target(here.object(), here.commit()),
                new MovedStatement.Target(elsewhere.object(), elsewhere.commit())));
    var tag = before.header("etag").orElseThrow();
    assertThat(server.http.get(WIKI, "If-None-Match: " + tag).status())
        .as("what logs say makes tags stale")
        .isEqualTo(200);
    var version = server.http.json(WIKI);
    assertThat(version.path("seen_by").findValuesAsText("origin"))
        .containsExactly(own.origin, same.origin);
    assertThat(version.path("seen_by").findValuesAsText("index")).containsExactly("0", "1");
    var disagreements = version.path("disagreements");
    assertThat(disagreements.findValuesAsText("origin"))
        .containsExactly("b.example/log", "c.example/log");
    assertThat(disagreements.at("/0/commit").asText()).isEqualTo(elsewhere.commit().hex());
    assertThat(disagreements.at("/0/object").asText()).isEqualTo(elsewhere.object().hex());
    var conflict = server.http.json("/api/v1/conflicts").at("/disagreements/0");
    assertThat(conflict.path("version").asText()).isEqualTo("1.0.0+1.2.0");
    assertThat(conflict.path("commit").asText()).isEqualTo(here.commit().hex());
    assertThat(conflict.path("others")).isEqualTo(disagreements);
  }

  @Test
  void a_blocked_versions_objects_are_not_served_but_the_log_is_whole() {
    var secret = "{\"files\":[1],\"schema\":1}".getBytes(StandardCharsets.UTF_8);
    var log = new WrittenLog(server.logs, OWN, true);
    var tag = SampleRecipes.tag("1.0.0+1.2.0");
    log.say(
        List.of(OBJECT, secret),
        new VersionStatement(
            "harvest.example",
            RecipeName.parse("wiki").orElseThrow(),
            null,
            tag,
            ObjectReference.of(secret),
            null),
        wiki(SampleRecipes.tag("1.1.0+1.3.0")));
    assertThat(object(secret)).isEqualTo(200);
    server.catalogue.block(ApiServer.WIKI, "1.0.0+1.2.0", "it leaked");
    assertThat(object(secret)).isEqualTo(451);
    assertThat(object(OBJECT)).isEqualTo(200);
    assertThat(server.http.get("/log/tile/entries/000.p/2").status()).isEqualTo(200);
    server.catalogue.unblock(ApiServer.WIKI, "1.0.0+1.2.0");
    server.catalogue.block(ApiServer.WIKI, null, "all of it");
    assertThat(object(secret)).isEqualTo(451);
    assertThat(object(OBJECT)).isEqualTo(451);
    new WrittenLog(server.logs, "a.example/log", false)
        .say(List.of(), version("other.example", "wiki", tag));
    assertThat(object(OBJECT)).as("something else names it").isEqualTo(200);
    server.catalogue.unblock(ApiServer.WIKI, null);
    assertThat(object(secret)).isEqualTo(200);
  }

  private int object(byte[] bytes) {
    return server.http.get("/objects/sha256/" + Hash.sha256(bytes).hex()).status();
  }

  @Test
  void the_node_tells_who_it_is_and_whom_it_follows() {
    var bare = server.http.json("/.well-known/potluck");
    assertThat(bare.has("log")).isFalse();
    assertThat(bare.path("keys")).isEmpty();
    assertThat(bare.at("/endpoints/log").isMissingNode()).isTrue();
    var theirs = follow();
    var own = new WrittenLog(server.logs, OWN, true).say(List.of());
    var node = server.http.json("/.well-known/potluck");
    assertThat(node.at("/log/origin").asText()).isEqualTo(OWN);
    assertThat(node.at("/log/key").asText()).isEqualTo(own.key.verifierKey().vkey());
    assertThat(node.at("/log/url").asText()).endsWith("/log").startsWith("http://127.0.0.1:");
    assertThat(node.at("/keys/0").asText()).isEqualTo(own.key.verifierKey().vkey());
    assertThat(node.at("/peers/0/origin").asText()).isEqualTo(theirs.origin);
    assertThat(node.path("operator").asText()).isEqualTo("ops@harvest.example");
  }

  @Test
  void peers_alarms_and_what_was_put_aside_are_shown() {
    follow();
    server.following.own =
        Optional.of(
            new OwnLogView(
                OWN,
                server.following.peers.get(0).key(),
                812,
                SampleRecipes.DAY,
                List.of("w.example/witness"),
                "one witness saw it today",
                "the data folder was copied"));
    server.following.items =
        List.of(
            new QuarantinedItem(THEIRS, 7, null, null, null, null, "no JSON"),
            new QuarantinedItem(
                THEIRS, 9, "ab".repeat(32), "surf.example", "board", "1.0.0+1", "not had"));
    assertThat(server.http.json("/api/v1/peers").at("/items/0/behind").asInt()).isEqualTo(1);
    var status = server.http.json("/api/v1/status");
    assertThat(status.at("/log/size").asInt()).isEqualTo(812);
    assertThat(status.at("/peers/0/alarms/0/kind").asText()).isEqualTo("fork");
    assertThat(status.path("alarms").toString())
        .contains("the data folder was copied")
        .contains("two trees of 3 entries");
    var all = server.http.json("/api/v1/problems");
    var last = all.path("items").get(all.path("items").size() - 1);
    assertThat(last.path("kind").asText()).isEqualTo("quarantined");
    assertThat(last.path("coop").asText()).isEqualTo("surf");
    assertThat(last.path("log").asText()).isEqualTo(THEIRS);
    assertThat(last.path("where").asText()).isEqualTo("entry 9 object " + "ab".repeat(32));
    var total = all.path("total").asInt();
    assertThat(all.path("items")).hasSize(total);
    var paged = server.http.json("/api/v1/problems?limit=" + (total - 1));
    assertThat(paged.path("next").isNull()).isFalse();
    var rest =
        server.http.json(
            "/api/v1/problems?limit=" + (total - 1) + "&cursor=" + paged.path("next").asText());
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.at("/items/0")).isEqualTo(last);
    assertThat(server.http.json("/api/v1/coops/surf/problems").at("/items").toString())
        .contains("not had")
        .doesNotContain("no JSON");
    var metrics = server.http.get("/metrics").text();
    assertThat(metrics)
        .contains("potluck_log_entries 812.0")
        .contains("potluck_log_refuses_to_sign 1.0")
        .contains("potluck_peer_behind_entries{log=\"" + THEIRS + "\"} 1.0")
        .contains("potluck_peer_alarms{log=\"" + THEIRS + "\"} 1.0")
        .contains("potluck_peer_quarantined{log=\"" + THEIRS + "\"} 4.0")
        .contains("potluck_peer_verified_age_seconds{log=\"" + THEIRS + "\"} 60.5");
  }
}
