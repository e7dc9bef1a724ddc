package coop.potluck.api;

import static coop.potluck.api.ParsedXml.children;
import static coop.potluck.api.ParsedXml.text;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.ProblemEntry;
import coop.potluck.catalogue.ProblemNews;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What maintainers are told that they could mend. */
class ProblemFeedTest {

  private static final String HARVEST = "/coops/harvest/problems.atom";
  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void every_problem_of_the_co_op_is_an_entry() {
    var answer = SERVER.http.get(HARVEST);
    assertThat(answer.header("content-type")).contains("application/atom+xml");
    var entries = AtomRules.entries(answer.body());
    var total = SERVER.http.json("/api/v1/coops/harvest/problems").path("total").asInt();
    assertThat(entries).hasSize(total);
    var rejected = entry(entries, "broken 1.0.0+1: rejected");
    assertThat(text(rejected, "summary")).isEqualTo("compose.yml:3: a closing bracket");
    assertThat(text(rejected, "updated")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(AtomRules.link(rejected, "alternate"))
        .endsWith("/api/v1/recipes/harvest/broken/versions/1.0.0%2B1");
    assertThat(children(rejected, "category").get(0).getAttribute("term")).isEqualTo("rejected");
    assertThat(text(children(rejected, "author").get(0), "name")).isEqualTo("harvest co-op");
  }

  private static Element entry(List<Element> entries, String title) {
    return entries.stream()
        .filter(it -> text(it, "title").equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    title
                        + " is not in "
                        + entries.stream().map(it -> text(it, "title")).toList()));
  }

  @Test
  void a_feed_leads_to_itself_and_to_what_it_is_of() {
    var feed = AtomRules.feed(SERVER.http.get(HARVEST).body());
    assertThat(AtomRules.link(feed, "self")).endsWith(HARVEST).startsWith("http://127.0.0.1:");
    var list = AtomRules.link(feed, "alternate");
    var target = list.substring(list.indexOf("/api"));
    assertThat(SERVER.http.json(target).path("items")).isNotEmpty();
    for (var entry : children(feed, "entry")) {
      var leads = AtomRules.link(entry, "alternate");
      assertThat(SERVER.http.get(leads.substring(leads.indexOf("/api"))).status()).isEqualTo(200);
    }
  }

  @Test
  void an_outcome_is_as_old_as_the_change_that_brought_it() {
    var entries = AtomRules.entries(SERVER.http.get("/coops/tidal/problems.atom").body());
    var failed = entry(entries, "blog: outcome");
    assertThat(text(failed, "summary")).isEqualTo("unreachable: no answer");
    assertThat(text(failed, "updated")).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void a_client_that_has_it_is_told_so() {
    try (var server = new ApiServer()) {
      var tag = server.http.get(HARVEST, "Accept-Encoding: gzip").header("etag").orElseThrow();
      server.catalogue.block(ApiServer.TIDAL_WIKI, null, "spam");
      assertThat(
              server.http.get(HARVEST, "Accept-Encoding: gzip", "If-None-Match: " + tag).status())
          .isEqualTo(304);
      server.catalogue.block(ApiServer.BROKEN, null, "spam");
      var later = server.http.get(HARVEST, "If-None-Match: " + tag);
      assertThat(later.status()).isEqualTo(200);
      assertThat(later.text()).doesNotContain("broken");
    }
  }

  @Test
  void a_co_op_that_is_not_followed_has_none() {
    assertThat(CheckedHttp.problem(SERVER.http.get("/coops/nobody/problems.atom")))
        .isEqualTo("coop-not-found");
  }

  private static ProblemNews news(@Nullable String tag, String where, String expected) {
    return new ProblemNews(
        new ProblemEntry(
            ProblemEntry.Kind.WARNING,
            new CoopId("harvest"),
            "wiki",
            tag,
            new Problem(where, expected)),
        Instant.EPOCH);
  }

  private static List<String> ids(ProblemNews... news) {
    var coop = new Coop(new CoopId("harvest"), "harvest.example", "Harvest", null, null);
    return new ProblemEntries(coop, new Addresses("https://node.example"))
        .of(Arrays.asList(news)).stream().map(AtomFeed.Entry::id).toList();
  }

  @Test
  void a_problem_keeps_its_id_when_lines_before_it_come_and_go() {
    var before = ids(news(null, "compose.yml:12 services.app", "an image"));
    assertThat(ids(news(null, "compose.yml:14 services.app", "an image"))).isEqualTo(before);
    assertThat(ids(news(null, "compose.yml:14 services.db", "an image"))).isNotEqualTo(before);
    assertThat(ids(news("1.0.0+1", "compose.yml:12 services.app", "an image")))
        .isNotEqualTo(before);
    assertThat(ids(news(null, "README.md:8", "a"), news(null, "README.md:9", "a")))
        .doesNotHaveDuplicates();
  }
}
