package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.SyncRequest;
import coop.potluck.http.RawHttp;
import coop.potluck.recipe.RecipeName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks of each forge, and what the operator may do. */
class WritesTest {

  private static final String HOOK = "/api/v1/hooks/harvest";
  private static final String BLOCKS = "/api/v1/admin/blocks";
  private static final String JSON = "Content-Type: application/json";
  private static final String BEARER = "Authorization: Bearer " + ApiServer.TOKEN;
  private static final byte[] PUSH = bytes("{\"repository\":{\"name\":\"wiki\"}}");
  private static final byte[] GITLAB = bytes("{\"project\":{\"path_with_namespace\":\"r/chat\"}}");
  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void forget() {
    SERVER.catalogue.takeRequests();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forgejo-Signature: ", "X-Gitea-Signature: ", "X-Hub-Signature-256: sha256="})
  void a_signed_push_is_a_wish_for_that_recipe(String header) {
    var signature = hmac(PUSH, ApiServer.SECRET);
    for (var round = 0; round < 3; round++) {
      var answer = SERVER.http.post(HOOK, PUSH, JSON, header + signature);
      assertThat(answer.status()).isEqualTo(202);
    }
    assertThat(SERVER.catalogue.takeRequests())
        .extracting(SyncRequest::recipe)
        .containsExactly(new RecipeName("wiki"));
    var upper = header + signature.toUpperCase(Locale.ROOT);
    assertThat(SERVER.http.post(HOOK, PUSH, JSON, upper).status()).isEqualTo(202);
  }

  @Test
  void gitlab_sends_the_secret_itself() {
    var answer =
        SERVER.http.post(
            HOOK, GITLAB, JSON + ";charset=utf-8", "X-Gitlab-Token: " + ApiServer.SECRET);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(CheckedHttp.json(answer).path("name").asText()).isEqualTo("chat");
    assertThat(SERVER.http.post(HOOK, GITLAB, JSON, "X-Gitlab-Token: guess").status())
        .isEqualTo(403);
  }

  @Test
  void a_push_to_what_is_not_known_yet_is_a_wish_for_the_whole_coop() {
    var push = bytes("{\"repository\":{\"name\":\"brand-new\"}}");
    var answer =
        SERVER.http.post(HOOK, push, JSON, "X-Forgejo-Signature: " + hmac(push, ApiServer.SECRET));
    assertThat(CheckedHttp.json(answer).path("name").isNull()).isTrue();
    var wish = SERVER.catalogue.takeRequests().get(0);
    assertThat(wish.recipe()).isNull();
    assertThat(String.valueOf(wish.coop())).isEqualTo("harvest");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/hooks/harvest, wrong",
    "/api/v1/hooks/harvest, ''",
    "/api/v1/hooks/tidal, the co-op's secret",
    "/api/v1/hooks/tidal, ''",
    "/api/v1/hooks/nobody, the co-op's secret",
    "/api/v1/hooks/NOBODY, the co-op's secret",
  })
  void a_wrong_signature_and_an_unknown_coop_answer_alike(String target, String secret) {
    var signature = secret.isEmpty() ? "" : hmac(PUSH, secret);
    for (var header :
        new String[] {
          "X-Forgejo-Signature: " + signature,
          "X-Hub-Signature-256: sha256=" + signature,
          "X-Hub-Signature-256: " + signature,
          "X-Gitlab-Token: " + (secret.equals("wrong") ? secret : ""),
        }) {
      if (header.equals("X-Hub-Signature-256: " + signature) && target.equals(HOOK)) {
        continue;
      }
      var answer = SERVER.http.post(target, PUSH, JSON, header);
      assertThat(answer.status()).as(header).isEqualTo(403);
      assertThat(withoutId(answer)).isEqualTo(withoutId(unsigned()));
    }
    assertThat(SERVER.catalogue.takeRequests()).isEmpty();
  }

  private static RawHttp.Answer unsigned() {
    return SERVER.http.post(HOOK, PUSH, JSON);
  }

  private static String withoutId(RawHttp.Answer answer) {
    return answer.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
  }

  @Test
  void a_hook_that_cannot_be_read_is_its_own_kind_of_problem() {
    var text = SERVER.http.post(HOOK, PUSH, "Content-Type: text/plain");
    assertThat(text.status()).isEqualTo(415);
    var large = SERVER.http.post(HOOK, new byte[20_001], JSON);
    assertThat(large.status()).isEqualTo(413);
    for (var body : new String[] {"no json", "[]", "{"}) {
      var answer =
          SERVER.http.post(
              HOOK, bytes(body), JSON, "X-Gitea-Signature: " + hmac(bytes(body), ApiServer.SECRET));
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(CheckedHttp.problem(answer)).isEqualTo("malformed-body");
    }
    assertThat(SERVER.http.get(HOOK).header("allow")).contains("OPTIONS, POST");
  }

  @ParameterizedTest
  @CsvSource({
    "'', null, null",
    "?coop=harvest, harvest, null",
    "?coop=harvest&name=wiki, harvest, wiki",
  })
  void the_operator_can_wish_for_a_sync(String query, String coop, String name) {
    var answer = SERVER.http.send("POST", "/api/v1/admin/sync" + query, BEARER);
    assertThat(answer.status()).isEqualTo(202);
    var wishes = SERVER.catalogue.takeRequests();
    assertThat(wishes).hasSize(1);
    assertThat(String.valueOf(wishes.get(0).coop())).isEqualTo(coop);
    assertThat(String.valueOf(wishes.get(0).recipe())).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/admin/sync?coop=nobody, 404, coop-not-found",
    "POST, /api/v1/admin/sync?name=wiki, 400, missing-parameter",
    "POST, /api/v1/admin/sync?coop=A, 400, malformed-parameter",
    "POST, /api/v1/admin/sync?now=1, 400, unknown-parameter",
    "POST, /api/v1/admin/sources/none/confirm, 404, source-not-found",
    "DELETE, /api/v1/admin/blocks?coop=harvest&name=wiki, 404, block-not-found",
    "DELETE, /api/v1/admin/blocks?coop=harvest, 400, missing-parameter",
    "POST, /api/v1/admin/blocks, 415, unsupported-media-type",
  })
  void a_wrong_order_of_the_operator_is_its_own_kind_of_problem(
      String method, String target, int status, String slug) {
    var answer = SERVER.http.send(method, target, BEARER);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(slug);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/admin/blocks",
    "POST, /api/v1/admin/blocks",
    "DELETE, /api/v1/admin/blocks",
    "POST, /api/v1/admin/sync",
    "POST, /api/v1/admin/sources/harvest-source/confirm",
  })
  void without_the_token_nothing_is_done(String method, String target) {
    for (var header :
        new String[] {
          "X-A: b",
          "Authorization: Bearer",
          "Authorization: Bearer guess",
          "Authorization: Basic " + ApiServer.TOKEN,
          "Authorization: " + ApiServer.TOKEN,
        }) {
      var answer = SERVER.http.send(method, target, header);
      assertThat(answer.status()).as(header).isEqualTo(401);
      assertThat(answer.header("www-authenticate")).contains("Bearer realm=\"potluck\"");
    }
    try (var server = new ApiServer(ApiSecrets.NONE)) {
      for (var header : new String[] {"X-A: b", "Authorization: Bearer ", BEARER}) {
        var answer = server.http.send(method, target, header);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(CheckedHttp.problem(answer)).isEqualTo("admin-disabled");
      }
    }
    assertThat(SERVER.catalogue.takeRequests()).isEmpty();
  }

  @Test
  void a_source_that_is_confirmed_is_believed() {
    var answer = SERVER.http.send("POST", "/api/v1/admin/sources/harvest-source/confirm", BEARER);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void a_block_is_made_listed_and_lifted() {
    try (var server = new ApiServer()) {
      var body =
          bytes(
              "{\"coop\":\"harvest\",\"name\":\"wiki\",\"version\":\"1.0.0+1.2.0\",\"reason\":\"why\"}");
      var made = server.http.post(BLOCKS, body, JSON, BEARER);
      assertThat(made.status()).isEqualTo(201);
      var version = "/api/v1/recipes/harvest/wiki/versions/1.0.0+1.2.0";
      assertThat(server.http.get(version).status()).isEqualTo(451);
      var listed = CheckedHttp.json(server.http.get(BLOCKS, BEARER)).path("items");
      assertThat(listed).hasSize(1);
      assertThat(listed.get(0)).isEqualTo(CheckedHttp.json(made));
      var one = BLOCKS + "?coop=harvest&name=wiki&version=1.0.0+1.2.0";
      assertThat(server.http.send("DELETE", one, BEARER).status()).isEqualTo(204);
      assertThat(server.http.get(version).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{}",
        "{\"coop\":\"harvest\",\"name\":\"wiki\"}",
        "{\"coop\":\"harvest\",\"name\":\"wiki\",\"reason\":\" \"}",
        "{\"coop\":\"harvest\",\"name\":\"wiki\",\"reason\":7}",
        "{\"coop\":\"harvest\",\"name\":\"wiki\",\"reason\":\"why\",\"more\":1}",
        "{\"coop\":\"harvest\",\"name\":\"../x\",\"reason\":\"why\"}",
      })
  void a_block_that_cannot_be_read_is_not_made(String body) {
    assertThat(SERVER.http.post(BLOCKS, bytes(body), JSON, BEARER).status()).isEqualTo(400);
    assertThat(SERVER.reader.blocks()).isEmpty();
  }

  @Test
  void secrets_are_not_told_in_words() {
    assertThat(new ApiSecrets(Optional.of("hush"), coop -> Optional.empty()))
        .asString()
        .doesNotContain("hush");
  }

  private static String hmac(byte[] body, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
