package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists that go across recipes. */
class ListsTest {

  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "q=wiki, 2",
    "q=nowhere, 0",
    "coop=tidal, 2",
    "coop=tidal&q=wiki, 1",
    "category=apps, 4",
    "category=Games, 0",
    "feature=backups, 4",
    "min_status=3, 4",
    "min_status=4, 0",
    "image=mariadb, 4",
    "needs=traefik, 4",
    "needs=sso, 0",
    "privilege=published_port, 4",
    "privilege=docker_socket, 0",
  })
  void filters_leave_the_recipes_that_fit(String query, int count) {
    var page = SERVER.http.json("/api/v1/recipes?" + query);
    assertThat(page.path("total").asInt()).as(page.toString()).isEqualTo(count);
    assertThat(page.path("items")).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({"relevance", "name", "updated", "status"})
  void pages_put_together_are_the_whole_list_in_any_order(String sort) {
    var whole = new ArrayList<String>();
    SERVER
        .http
        .json("/api/v1/recipes?sort=" + sort)
        .path("items")
        .forEach(item -> whole.add(item.path("coop").asText() + "/" + item.path("name").asText()));
    var pages = new ArrayList<String>();
    var target = "/api/v1/recipes?limit=1&sort=" + sort;
    for (var more = true; more; ) {
      var answer = SERVER.http.get(target);
      CheckedHttp.json(answer)
          .path("items")
          .forEach(
              item -> pages.add(item.path("coop").asText() + "/" + item.path("name").asText()));
      var link = answer.header("link").orElse("");
      more = !link.isEmpty();
      target = more ? link.substring(link.indexOf("/api"), link.indexOf('>')) : "";
    }
    assertThat(whole).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    assertThat(pages).isEqualTo(whole);
  }

  @Test
  void a_cursor_is_good_for_its_own_question_only() {
    var next = SERVER.http.json("/api/v1/recipes?limit=1").path("next").asText();
    var other = SERVER.http.get("/api/v1/recipes?limit=1&sort=updated&cursor=" + next);
    assertThat(other.status()).isEqualTo(400);
    assertThat(CheckedHttp.problem(other)).isEqualTo("malformed-cursor");
    assertThat(SERVER.http.get("/api/v1/recipes?limit=2&cursor=" + next).status()).isEqualTo(200);
  }

  @Test
  void images_tell_who_uses_them() {
    var uses = SERVER.http.json("/api/v1/images?name=mariadb&tag=10.6&limit=2");
    assertThat(uses.path("total").asInt()).isEqualTo(5);
    assertThat(uses.at("/items/0/service").asText()).isEqualTo("db");
    assertThat(uses.at("/items/0/image/path").asText()).isEqualTo("library/mariadb");
    var overlay = SERVER.http.json("/api/v1/images?name=postgres");
    assertThat(overlay.at("/items/0/overlay").asText()).isEqualTo("postgres");
    assertThat(SERVER.http.json("/api/v1/images?name=nothing").path("items")).isEmpty();
    assertThat(CheckedHttp.problem(SERVER.http.get("/api/v1/images")))
        .isEqualTo("missing-parameter");
  }

  @Test
  void categories_coops_and_conflicts_say_what_their_names_say() {
    assertThat(SERVER.http.json("/api/v1/categories").at("/items/0/category").asText())
        .isEqualTo("Apps");
    var coops = SERVER.http.json("/api/v1/coops").path("items");
    assertThat(coops.findValuesAsText("precedence")).containsExactly("1", "2");
    assertThat(SERVER.http.json("/api/v1/coops/tidal").at("/sources/0/id").asText())
        .isEqualTo("tidal-source");
    assertThat(CheckedHttp.problem(SERVER.http.get("/api/v1/coops/nobody")))
        .isEqualTo("coop-not-found");
    var conflict = SERVER.http.json("/api/v1/conflicts").path("items").path(0);
    assertThat(conflict.path("winner").asText()).isEqualTo("harvest");
    assertThat(conflict.at("/passed_over/0").asText()).isEqualTo("tidal");
  }

  @Test
  void problems_are_listed_for_all_and_for_one_coop() {
    var all = SERVER.http.json("/api/v1/problems");
    assertThat(all.path("items").findValuesAsText("kind"))
        .contains("repository", "outcome", "rejected", "warning");
    var tidal = SERVER.http.json("/api/v1/coops/tidal/problems?limit=1");
    assertThat(tidal.at("/items/0/coop").asText()).isEqualTo("tidal");
    assertThat(tidal.path("total").asInt()).isLessThan(all.path("total").asInt());
    assertThat(CheckedHttp.problem(SERVER.http.get("/api/v1/coops/nobody/problems")))
        .isEqualTo("coop-not-found");
  }

  @Test
  void the_change_log_is_read_in_runs_to_its_head() {
    var numbers = new ArrayList<Long>();
    long next = 0;
    long head;
    do {
      var run = SERVER.http.json("/api/v1/changes?limit=3&since=" + next);
      run.path("items").forEach(item -> numbers.add(item.path("number").asLong()));
      next = run.path("next").asLong();
      head = run.path("head").asLong();
    } while (next < head);
    assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(5);
    var end = SERVER.http.get("/api/v1/changes?since=" + head);
    assertThat(CheckedHttp.json(end).path("items")).isEmpty();
    assertThat(end.header("link")).isEmpty();
    var beyond = SERVER.http.get("/api/v1/changes?since=" + (head + 1));
    assertThat(beyond.status()).isEqualTo(409);
    assertThat(CheckedHttp.problem(beyond)).isEqualTo("since-beyond-head");
    assertThat(CheckedHttp.json(beyond).path("head").asText()).isEqualTo("" + head);
  }

  @Test
  void lists_have_tags_that_a_change_makes_stale() {
    try (var server = new ApiServer()) {
      for (var target :
          new String[] {"/api/v1/conflicts", "/api/v1/coops", "/api/v1/recipes?q=wiki"}) {
        var tag = server.http.get(target).header("etag").orElseThrow();
        assertThat(server.http.get(target, "If-None-Match: " + tag).status()).isEqualTo(304);
        server.catalogue.block(ApiServer.BROKEN, null, target);
        server.catalogue.unblock(ApiServer.BROKEN, null);
        assertThat(server.http.get(target, "If-None-Match: " + tag).status()).isEqualTo(200);
      }
    }
  }
}
