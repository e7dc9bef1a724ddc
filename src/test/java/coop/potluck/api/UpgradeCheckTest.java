package coop.potluck.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import coop.potluck.http.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** An operator's own file, and that nobody else gets to see it. */
class UpgradeCheckTest {

  private static final String CHECK = Garden.AT + "/upgrade/check";
  private static final String TEXT = "Content-Type: text/plain";
  private static final String PLANTED = "correct-horse-battery";
  private static final String FILE =
      """
      TYPE=garden:1.0.0+2.0.0
      DOMAIN=garden.example.org
      COMPOSE_FILE="compose.yml:compose.mail.yml"
      MAIL_HOST=mail.example.org
      GARDEN_THEME=%s
      """
          .formatted(PLANTED);
  private static final ApiServer SERVER = new ApiServer();

  @BeforeAll
  static void plant() {
    Garden.plant(SERVER);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static RawHttp.Answer check(String query, String file) {
    return SERVER.http.post(CHECK + query, file.getBytes(UTF_8), TEXT);
  }

  @Test
  void the_version_that_runs_is_taken_from_the_file() {
    var answer = check("", FILE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("cache-control")).contains("no-store");
    assertThat(answer.header("etag")).isEmpty();
    assertThat(answer.header("ratelimit").orElseThrow()).startsWith("\"reads\"");
    var check = CheckedHttp.json(answer);
    assertThat(check.at("/from/tag").asText()).isEqualTo(Garden.FIRST);
    assertThat(check.at("/to/tag").asText()).isEqualTo(Garden.MAJOR);
    assertThat(check.path("verdict").asText()).isEqualTo("manual");
    assertThat(check.path("overlays").findValuesAsText("path")).contains("compose.mail.yml");
    assertThat(check.path("unknown").findValuesAsText("key")).contains("GARDEN_THEME");
    assertThat(check.path("secrets").findValuesAsText("name")).containsExactly("jwt");
  }

  @Test
  void the_query_goes_before_what_the_file_says() {
    var check = CheckedHttp.json(check("?from=1.0.1%2B2.0.1&to=latest-minor", FILE));
    assertThat(check.at("/from/tag").asText()).isEqualTo(Garden.PATCH);
    assertThat(check.at("/to/tag").asText()).isEqualTo(Garden.MINOR);
  }

  @Test
  void a_file_may_name_a_commit() {
    var commit =
        SERVER.http.json(Garden.AT + "/versions/" + Garden.PATCH).at("/version/commit").asText();
    var chaos = FILE.replace("1.0.0+2.0.0", commit.substring(0, 8));
    assertThat(CheckedHttp.json(check("", chaos)).at("/from/tag").asText()).isEqualTo(Garden.PATCH);
    assertThat(CheckedHttp.problem(check("", FILE.replace("1.0.0+2.0.0", "00000000"))))
        .isEqualTo("commit-without-version");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'TYPE=garden', 400, missing-parameter",
    "'', 'A=b', 400, missing-parameter",
    "'', '', 400, malformed-body",
    "'', 'TYPE=wiki:1.0.0+2.0.0', 422, other-recipe",
    "'?from=1.0.0%2B2.0.0', 'TYPE=wiki', 422, other-recipe",
    "'', 'TYPE=garden:9.9.9+9', 404, version-not-found",
    "'', 'TYPE=garden:1.2.0+2.2.0', 422, version-not-readable",
    "'?to=1.0.0%2B2.0.0', 'TYPE=garden:2.0.0+3.0.0', 422, downgrade",
    "'?to=2', 'TYPE=garden:2.0.0+3.0.0', 404, version-not-found",
    "'?secret=1', 'TYPE=garden:2.0.0+3.0.0', 400, unknown-parameter",
  })
  void what_cannot_be_checked_is_a_problem(String query, String file, int status, String problem) {
    var answer = check(query, file);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 415",
    "application/x-www-form-urlencoded, 415",
    "text/plain;charset=latin1, 415",
    "text/plain; charset=UTF-8, 200",
    "text/plain; charset=\"utf-8\", 200",
    "TEXT/PLAIN, 200",
  })
  void the_body_is_plain_text(String type, int status) {
    var answer = SERVER.http.post(CHECK, FILE.getBytes(UTF_8), "Content-Type: " + type);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void a_body_that_is_too_large_or_no_text_is_refused() {
    assertThat(CheckedHttp.problem(check("", FILE + "#".repeat(20_000)))).isEqualTo("too-large");
    var latin = SERVER.http.post(CHECK, "TYPE=gärden".getBytes(ISO_8859_1), TEXT);
    assertThat(CheckedHttp.problem(latin)).isEqualTo("malformed-body");
  }

  @Test
  void any_page_may_ask() {
    var preflight =
        SERVER.http.send(
            "OPTIONS",
            CHECK,
            "Origin: https://site.example",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type");
    assertThat(preflight.header("access-control-allow-methods").orElseThrow()).contains("POST");
    assertThat(preflight.header("access-control-allow-headers").orElseThrow())
        .contains("Content-Type");
    assertThat(preflight.header("access-control-allow-origin")).contains("*");
    assertThat(SERVER.http.get(CHECK).status()).isEqualTo(405);
  }

  /** Each has the planted text somewhere a careless answer would quote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TYPE=garden:1.0.0+2.0.0\nGARDEN_THEME=%s",
        "TYPE=garden:%s",
        "TYPE=%s",
        "TYPE=%s:1.0.0+2.0.0",
        "TYPE=garden:1.0.0+2.0.0\nGARDEN_THEME=\"%s",
        "TYPE=garden:1.0.0+2.0.0\nGARDEN_THEME=a # %s",
        "TYPE=garden:1.0.0+2.0.0\nexport GARDEN_THEME='%s'",
        "TYPE=garden:1.0.0+2.0.0\n# GARDEN_THEME=%s",
        "TYPE=garden:1.0.0+2.0.0\nSECRET_JWT_VERSION=%s",
        "TYPE=garden:1.0.0+2.0.0\nUNKNOWN_KEY=%s\nMAIL_HOST=%s",
        "TYPE=garden:1.0.0+2.0.0\nGARDEN_THEME=${%s",
        "TYPE=garden:1.0.0+2.0.0\n%s",
        "%s",
      })
  void nothing_of_the_file_is_told_logged_or_kept(String file) throws IOException {
    var ours = (Logger) LoggerFactory.getLogger("coop.potluck");
    var everyone = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    everyone.addAppender(appender);
    everyone.setLevel(Level.INFO);
    ours.setLevel(Level.TRACE);
    try {
      ours.trace("the test listens");
      var answer = check("", file.replace("%s", PLANTED));
      assertThat(answer.text() + answer.headers()).doesNotContain(PLANTED);
    } finally {
      ours.setLevel(null);
      everyone.setLevel(Level.WARN);
      everyone.detachAppender(appender);
    }
    assertThat(List.copyOf(appender.list)).isNotEmpty().noneMatch(UpgradeCheckTest::tells);
    for (var kept : SERVER.keptFiles()) {
      assertThat(new String(Files.readAllBytes(kept), ISO_8859_1)).doesNotContain(PLANTED);
    }
  }

  private static boolean tells(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    return event.getFormattedMessage().contains(PLANTED)
        || (thrown != null && ThrowableProxyUtil.asString(thrown).contains(PLANTED));
  }

  @Test
  void a_failure_is_logged_without_what_it_says() {
    var failure =
        catchThrowable(
            () ->
                Unspoken.during(
                    () -> {
                      throw new IllegalArgumentException("no such overlay " + PLANTED);
                    }));
    assertThat(failure).hasMessage("java.lang.IllegalArgumentException").hasNoCause();
    assertThat(failure.getStackTrace()[0].getClassName()).contains("UpgradeCheckTest");
  }
}
