package coop.potluck.api;

import static coop.potluck.api.ParsedXml.children;
import static coop.potluck.api.ParsedXml.text;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Releases as those who subscribe to them see them. */
class FeedsTest {

  private static final String WIKI = "/api/v1/recipes/harvest/wiki/feed.atom";
  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static List<Element> entries(ApiServer server, String target) {
    return AtomRules.entries(server.http.get(target).body());
  }

  private static List<String> titles(ApiServer server, String target) {
    return texts(entries(server, target), "title");
  }

  private static List<String> texts(List<Element> entries, String name) {
    return entries.stream().map(it -> text(it, name)).toList();
  }

  @Test
  void a_recipe_s_releases_come_newest_first_each_with_what_it_changes() {
    var entries = entries(SERVER, WIKI);
    assertThat(texts(entries, "title"))
        .containsExactly("wiki 2.0.0+2.0.0", "wiki 1.1.0+1.3.0", "wiki 1.0.0+1.2.0");
    assertThat(text(entries.get(1), "summary")).contains(": app image nginx 1.0 → 1.1");
    var category = children(entries.get(1), "category").get(0);
    assertThat(category.getAttribute("term")).isIn("patch", "minor", "major");
    assertThat(text(entries.get(1), "summary")).startsWith(category.getAttribute("label"));
    assertThat(text(entries.get(2), "summary")).isEqualTo("First release");
    assertThat(children(entries.get(2), "category")).isEmpty();
    assertThat(text(entries.get(2), "content")).isEqualTo("Mind the gap.");
    assertThat(children(entries.get(1), "content")).isEmpty();
  }

  @Test
  void an_entry_is_as_young_as_it_was_seen_and_published_when_it_was_made() {
    var entry = entries(SERVER, WIKI).get(0);
    assertThat(text(entry, "updated")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(text(entry, "published")).isEqualTo("2024-05-01T10:00:00Z");
    assertThat(text(children(entry, "author").get(0), "name")).isEqualTo("harvest co-op");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/feed.atom", "/coops/harvest/feed.atom", WIKI})
  void every_link_leads_somewhere(String target) {
    var feed = AtomRules.feed(SERVER.http.get(target).body());
    assertThat(AtomRules.link(feed, "self")).startsWith("http://127.0.0.1:").endsWith(target);
    assertThat(SERVER.http.get(path(AtomRules.link(feed, "alternate"))).status()).isEqualTo(200);
    for (var entry : children(feed, "entry")) {
      for (var link : children(entry, "link")) {
        if (!link.getAttribute("rel").equals("via")) {
          var answer = SERVER.http.get(path(link.getAttribute("href")));
          assertThat(answer.status()).as(link.getAttribute("href")).isEqualTo(200);
        }
      }
    }
    var via = AtomRules.link(children(feed, "entry").get(0), "via");
    assertThat(via).startsWith("https://git.harvest.example/recipes/");
  }

  private static String path(String address) {
    return address.substring(address.indexOf('/', "http://".length()));
  }

  @Test
  void a_co_op_s_feed_has_its_releases_and_that_of_all_has_all() {
    assertThat(titles(SERVER, "/coops/tidal/feed.atom")).containsExactly("wiki 3.0.0+9");
    assertThat(titles(SERVER, "/feed.atom"))
        .contains("wiki 3.0.0+9", "chat 0.1.0+5", "wiki 2.0.0+2.0.0")
        .hasSize(5);
    var empty = AtomRules.feed(SERVER.http.get("/api/v1/recipes/tidal/blog/feed.atom").body());
    assertThat(children(empty, "entry")).isEmpty();
    assertThat(text(empty, "updated")).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void ids_are_the_same_on_another_node_and_after_another_look() {
    try (var other = new ApiServer()) {
      var ids = texts(entries(other, "/feed.atom"), "id");
      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(texts(entries(SERVER, "/feed.atom"), "id"));
      other.store(ApiServer.WIKI, "1.0.0+1.2.0", "1.1.0+1.3.0", "2.0.0+2.0.0", "3.0.0+3.0.0");
      assertThat(texts(entries(other, "/feed.atom"), "id")).containsAll(ids).hasSize(6);
      assertThat(text(AtomRules.feed(other.http.get("/feed.atom").body()), "id"))
          .isNotEqualTo(text(AtomRules.feed(other.http.get(WIKI).body()), "id"));
    }
  }

  @Test
  void a_tag_that_moved_is_another_entry() {
    try (var server = new ApiServer()) {
      var before = entries(server, "/coops/tidal/feed.atom");
      var moved = SampleRecipes.tag("3.0.0+9", "moved", SampleRecipes.DAY);
      server.catalogue.store(
          new RecipeSync(
              ApiServer.TIDAL_WIKI,
              SampleRecipes.head("wiki", "head"),
              List.of(moved),
              Map.of(moved.name(), SampleRecipes.version("wiki", "nginx:2")),
              List.of(),
              1));
      var after = entries(server, "/coops/tidal/feed.atom");
      assertThat(texts(after, "title")).isEqualTo(texts(before, "title"));
      assertThat(texts(after, "id")).doesNotContainAnyElementsOf(texts(before, "id"));
    }
  }

  @Test
  void what_a_client_has_is_not_sent_again_until_it_changes() {
    try (var server = new ApiServer()) {
      for (var target : List.of(WIKI, "/coops/harvest/feed.atom")) {
        var first = server.http.get(target, "Accept-Encoding: gzip");
        assertThat(first.header("content-type")).contains("application/atom+xml");
        assertThat(first.header("content-encoding")).contains("gzip");
        var tag = first.header("etag").orElseThrow();
        var has = new String[] {"Accept-Encoding: gzip", "If-None-Match: " + tag};
        assertThat(server.http.get(target, has).status()).isEqualTo(304);
        server.store(RecipeId.of("tidal", "blog"), "1.0.0+" + target.length());
        assertThat(server.http.get(target, has).status()).as("changed elsewhere").isEqualTo(304);
        server.store(ApiServer.WIKI, "5.0.0+" + target.length());
        assertThat(server.http.get(target, has).status()).as("changed").isEqualTo(200);
      }
    }
  }

  @Test
  void a_hostile_note_is_but_text_and_a_long_one_is_cut_off() {
    try (var server = new ApiServer()) {
      var tags = List.of(SampleRecipes.tag("1.0.0+1"), SampleRecipes.tag("2.0.0+1"));
      var head = SampleRecipes.head("wiki", "hostile");
      var readings = new LinkedHashMap<String, RecipeSync.VersionSync>();
      tags.forEach(it -> readings.put(it.name(), SampleRecipes.version("wiki", "nginx:1")));
      server.catalogue.store(
          new RecipeSync(
              ApiServer.TIDAL_WIKI,
              new RecipeSync.HeadSync(
                  head.head(),
                  head.reading(),
                  head.readmeHtml(),
                  head.readmeText(),
                  List.of(
                      new ReleaseNote("1.0.0+1", "release/1.0.0+1", "]]></content>\u001b[2J<b>&"),
                      new ReleaseNote("2.0.0+1", "release/2.0.0+1", "🎉".repeat(20_000))),
                  null,
                  head.files()),
              tags,
              readings,
              List.of(),
              1));
      var entries = entries(server, "/api/v1/recipes/tidal/wiki/feed.atom");
      assertThat(text(entries.get(1), "content")).isEqualTo("]]></content>[2J<b>&");
      assertThat(text(entries.get(0), "content"))
          .isEqualTo("🎉".repeat(ReleaseEntry.MAX_NOTE) + "…");
    }
  }

  @Test
  void a_feed_has_the_newest_fifty() {
    try (var server = new ApiServer()) {
      server.store(
          RecipeId.of("tidal", "blog"),
          IntStream.range(0, 60).mapToObj(i -> i + ".0.0+1").toArray(String[]::new));
      assertThat(titles(server, "/api/v1/recipes/tidal/blog/feed.atom"))
          .hasSize(AtomFeed.MAX_ENTRIES)
          .startsWith("blog 59.0.0+1", "blog 58.0.0+1");
    }
  }

  @Test
  void what_is_not_there_has_no_feed() {
    assertThat(CheckedHttp.problem(SERVER.http.get("/coops/nobody/feed.atom")))
        .isEqualTo("coop-not-found");
    assertThat(CheckedHttp.problem(SERVER.http.get("/api/v1/recipes/harvest/no/feed.atom")))
        .isEqualTo("recipe-not-found");
    assertThat(CheckedHttp.problem(SERVER.http.get("/feed.atom?limit=3")))
        .isEqualTo("unknown-parameter");
  }
}
