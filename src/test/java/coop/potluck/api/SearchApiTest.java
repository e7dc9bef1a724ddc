package coop.potluck.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the search takes its questions; what it finds is another test's. */
class SearchApiTest {

  private static final String RECIPES = "/api/v1/recipes?";
  private static final String SUGGEST = "/api/v1/suggest?q=";
  private static final int MAX_TEXT = 200;
  private static final int MAX_TYPED = 100;
  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Test
  void without_a_text_nothing_is_said_of_a_match() {
    var page = SERVER.http.json(RECIPES + "facets=none");
    assertThat(page.path("total").asInt()).isEqualTo(5);
    assertThat(page.path("matching").asText()).isEqualTo("all");
    assertThat(page.path("did_you_mean").isNull()).isTrue();
    assertThat(page.path("warnings")).isEmpty();
    assertThat(page.path("facets")).isEmpty();
    assertThat(page.at("/items/0/match").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=", "q", "q=%20", "q=+%09%0A", "q=%E3%80%80"})
  void a_field_that_nobody_filled_is_no_text(String query) {
    var page = SERVER.http.json(RECIPES + query);
    assertThat(page.path("total").asInt()).isEqualTo(5);
    assertThat(page.at("/items/0/match").isNull()).isTrue();
  }

  static Stream<String> typings() {
    return Stream.concat(
        Stream.of(
            "\"",
            "\"\"",
            "\"wiki",
            "'",
            "';--",
            "' OR '1'='1",
            "wiki'; DROP TABLE recipes; --",
            "NEAR(wiki chat)",
            "wiki AND OR NOT",
            "wiki*",
            "^wiki",
            "{name}: wiki",
            "-",
            "--",
            "-\"\"",
            "wiki -",
            "name:",
            "name:name:wiki",
            ":",
            "status:",
            "status:>=",
            "status:>=99999999999999999999",
            "status:<-1",
            "updated:>2026-13-45",
            "updated:>=0000-00-00",
            "updated:>+999999999-01-01",
            "feature:nothing",
            "colour:red",
            "%",
            "_",
            "\\",
            "\\u0000",
            "a\u0001b\u001bc\u007f",
            "\u200b\u202e\ufeff",
            "e\u0301\u0301\u0301",
            "Straße İstanbul ﬁ ǆ",
            "\ud83c\uddf3\ud83c\uddf1 \ud83d\udc69\u200d\ud83d\udcbb",
            "视频会议",
            "वीडियो",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "\r\nX-Injected: 1",
            "?limit=1&sort=x#y"),
        Stream.of("\"", "*", "(", "-", ":", "a", "a ", "-a", "\"a", "\u0301", "\ud83d\ude00", "字")
            .map(unit -> unit.repeat(MAX_TEXT / unit.codePointCount(0, unit.length()))));
  }

  @ParameterizedTest
  @MethodSource("typings")
  void whatever_a_person_types_is_answered(String text) {
    var answer = SERVER.http.get(RECIPES + "q=" + encoded(text));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var start = text.substring(0, text.offsetByCodePoints(0, Math.min(MAX_TYPED, length(text))));
    var suggested = SERVER.http.get(SUGGEST + encoded(start));
    assertThat(suggested.status()).as(suggested.text()).isEqualTo(200);
    assertThat(CheckedHttp.json(suggested).path("items").size()).isLessThanOrEqualTo(8);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\ud83d\ude00"})
  void a_text_is_measured_in_characters_and_too_long_is_too_long(String unit) {
    var longest = encoded(unit.repeat(MAX_TEXT));
    assertThat(SERVER.http.get(RECIPES + "q=" + longest).status()).isEqualTo(200);
    var longer = SERVER.http.get(RECIPES + "q=" + longest + encoded(unit));
    assertThat(longer.status()).isEqualTo(400);
    assertThat(CheckedHttp.problem(longer)).isEqualTo("parameter-out-of-range");
    var typed = encoded(unit.repeat(MAX_TYPED));
    assertThat(SERVER.http.get(SUGGEST + typed).status()).isEqualTo(200);
    assertThat(CheckedHttp.problem(SERVER.http.get(SUGGEST + typed + encoded(unit))))
        .isEqualTo("parameter-out-of-range");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/recipes?q=a%00b | malformed-parameter | q",
        "/api/v1/recipes?q=%ED%A0%80 | malformed-parameter | q",
        "/api/v1/recipes?q=%4 | malformed-parameter | q",
        "/api/v1/recipes?q=wiki&q=chat | malformed-parameter | q",
        "/api/v1/recipes?facets=colour | malformed-parameter | facets",
        "/api/v1/recipes?facets=coop,colour | malformed-parameter | facets",
        "/api/v1/recipes?facets=coop,all | malformed-parameter | facets",
        "/api/v1/recipes?facets=none,coop | malformed-parameter | facets",
        "/api/v1/recipes?facets=coop, | malformed-parameter | facets",
        "/api/v1/recipes?facets=, | malformed-parameter | facets",
        "/api/v1/recipes?facets=COOP | malformed-parameter | facets",
        "/api/v1/recipes?facets= | parameter-out-of-range | facets",
        "/api/v1/recipes?facets=coop&facets=status | malformed-parameter | facets",
        "/api/v1/recipes?sort=best | malformed-parameter | sort",
        "/api/v1/recipes?sort=name&sort=updated | malformed-parameter | sort",
        "/api/v1/recipes?min_status=1&min_status=2 | malformed-parameter | min_status",
        "/api/v1/recipes?min_status=-1 | parameter-out-of-range | min_status",
        "/api/v1/recipes?min_computed_status=6 | parameter-out-of-range | min_computed_status",
        "/api/v1/recipes?designation=best | malformed-parameter | designation",
        "/api/v1/recipes?end_of_life= | parameter-out-of-range | end_of_life",
        "/api/v1/recipes?feature=sso&feature=wings | malformed-parameter | feature",
        "/api/v1/recipes?claimed=wings | malformed-parameter | claimed",
        "/api/v1/recipes?computed=SSO | malformed-parameter | computed",
        "/api/v1/recipes?coop=tidal&coop=NOBODY | malformed-parameter | coop",
        "/api/v1/recipes?coop= | parameter-out-of-range | coop",
        "/api/v1/recipes?architecture=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | parameter-out-of-range | architecture",
        "/api/v1/recipes?status=3 | unknown-parameter | status",
        "/api/v1/recipes?cursor=%00 | malformed-parameter | cursor",
        "/api/v1/recipes?cursor=AQID | malformed-cursor | cursor",
        "/api/v1/suggest | missing-parameter | q",
        "/api/v1/suggest?q= | parameter-out-of-range | q",
        "/api/v1/suggest?q=a&q=b | malformed-parameter | q",
        "/api/v1/suggest?q=a%00 | malformed-parameter | q",
        "/api/v1/suggest?q=a&limit=3 | unknown-parameter | limit",
      })
  void a_question_that_no_typing_makes_is_refused(String target, String slug, String parameter) {
    var answer = SERVER.http.get(target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(slug);
    assertThat(CheckedHttp.json(answer).path("parameter").asText()).isEqualTo(parameter);
  }

  @Test
  void an_unknown_facet_is_told_the_known_ones() {
    var answer = SERVER.http.get(RECIPES + "facets=colour");
    assertThat(CheckedHttp.json(answer).path("detail").asText())
        .isEqualTo(
            "facets is all, none, or some of coop, category, status, computed_status, claimed,"
                + " computed, needs, privilege, architecture, end_of_life, designation, parted by"
                + " commas");
  }

  @Test
  void a_filter_may_be_given_often_but_not_without_end() {
    var some = String.join("&", IntStream.range(0, 60).mapToObj(i -> "needs=traefik" + i).toList());
    assertThat(SERVER.http.get(RECIPES + some).status()).isEqualTo(200);
    var answer = SERVER.http.get(RECIPES + some + "&needs=a&needs=b&needs=c&needs=d&needs=e");
    assertThat(CheckedHttp.problem(answer)).isEqualTo("bad-request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coop=tidal&coop=harvest | coop=harvest&coop=tidal&coop=tidal",
        "needs=b&q=a&needs=a | needs=a&needs=b&q=a",
        "facets=status,coop | facets=coop%2Cstatus,status",
        "facets=all | sort=relevance&limit=50",
        "facets=designation,end_of_life,architecture,privilege,needs,computed,claimed,computed_status,status,category,coop | limit=50",
      })
  void spellings_of_one_question_have_one_tag(String one, String other) {
    assertThat(tag(one)).isEqualTo(tag(other)).isNotEqualTo(tag("q=else"));
  }

  private static String tag(String query) {
    return SERVER.http.get(RECIPES + query).header("etag").orElseThrow();
  }

  @Test
  void a_page_leads_to_the_next_of_the_very_same_question() {
    var question =
        "q=wiki&feature=email&feature=backups&min_status=1&sort=updated&facets=status,coop";
    var first = SERVER.http.get(RECIPES + question + "&limit=1");
    var link = first.header("link").orElseThrow();
    var target = link.substring(link.indexOf("/api"), link.indexOf('>'));
    assertThat(target)
        .isEqualTo(
            RECIPES
                + "q=wiki&feature=backups&feature=email&min_status=1&sort=updated"
                + "&facets=coop%2Cstatus&limit=1&cursor="
                + CheckedHttp.json(first).path("next").asText());
    var second = SERVER.http.get(target);
    assertThat(second.status()).as(second.text()).isEqualTo(200);
    assertThat(CheckedHttp.json(second).path("items").findValuesAsText("coop"))
        .isNotEqualTo(CheckedHttp.json(first).path("items").findValuesAsText("coop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort=name",
        "sort=updated",
        "q=w",
        "q=wiki&coop=tidal",
        "q=wiki&facets=none",
        "q=wiki&min_status=0"
      })
  void a_cursor_of_another_question_is_refused(String other) {
    var cursor = SERVER.http.json(RECIPES + "q=wiki&limit=1").path("next").asText();
    assertThat(SERVER.http.get(RECIPES + "q=wiki&cursor=" + cursor).status()).isEqualTo(200);
    var answer = SERVER.http.get(RECIPES + other + "&cursor=" + cursor);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(CheckedHttp.problem(answer)).isEqualTo("malformed-cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/recipes?q=wiki&facets=all", "/api/v1/suggest?q=wi"})
  void answers_are_cached_zipped_and_asked_for_by_head_like_all_others(String target) {
    var plain = SERVER.http.get(target);
    var zipped = SERVER.http.get(target, "Accept-Encoding: gzip");
    assertThat(zipped.header("content-encoding")).contains("gzip");
    assertThat(zipped.text()).isEqualTo(plain.text());
    var tag = zipped.header("etag").orElseThrow();
    assertThat(tag).isNotEqualTo(plain.header("etag").orElseThrow());
    var again = SERVER.http.get(target, "Accept-Encoding: gzip", "If-None-Match: W/" + tag);
    assertThat(again.status()).isEqualTo(304);
    var head = SERVER.http.send("HEAD", target);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("etag")).isEqualTo(plain.header("etag"));
    assertThat(head.header("content-length")).isEqualTo(plain.header("content-length"));
    assertThat(SERVER.http.send("POST", target).status()).isEqualTo(405);
    assertThat(SERVER.http.send("OPTIONS", target).header("allow").orElseThrow()).contains("GET");
  }

  @Test
  void a_change_makes_a_search_and_a_suggestion_stale() {
    try (var server = new ApiServer()) {
      for (var target : List.of("/api/v1/recipes?q=wiki", "/api/v1/suggest?q=wiki")) {
        var tag = server.http.get(target).header("etag").orElseThrow();
        server.catalogue.block(ApiServer.TIDAL_WIKI, null, target);
        var later = server.http.get(target, "If-None-Match: " + tag);
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.text()).doesNotContain("\"tidal\"");
        server.catalogue.unblock(ApiServer.TIDAL_WIKI, null);
      }
    }
  }
}
