package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search answers over the interface: why a recipe was found, and what is counted. */
class SearchAnswersTest {

  private static final String RECIPES = "/api/v1/recipes?";
  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static JsonNode found(String query) {
    return SERVER.http.json(RECIPES + query);
  }

  private static List<String> ids(JsonNode page) {
    var ids = new ArrayList<String>();
    for (var item : page.path("items")) {
      ids.add(item.path("coop").asText() + "/" + item.path("name").asText());
    }
    return ids;
  }

  /** The values of a facet with their counts: {@code harvest 3}. */
  private static List<String> counts(JsonNode page, String facet) {
    var counts = new ArrayList<String>();
    page.path("facets")
        .path(facet)
        .forEach(one -> counts.add(one.path("value").asText() + " " + one.path("count").asLong()));
    return counts;
  }

  @Test
  void a_hit_says_where_it_was_found_and_shows_the_words() {
    var page = found("q=wiki");
    assertThat(ids(page)).startsWith("harvest/wiki", "tidal/wiki");
    for (var item : List.of(page.at("/items/0"), page.at("/items/1"))) {
      assertThat(item.at("/match/fields/0").asText()).isEqualTo("name");
      var snippet = item.at("/match/snippet");
      var text = snippet.path("text").asText();
      assertThat(snippet.path("highlights")).isNotEmpty();
      for (var one : snippet.path("highlights")) {
        assertThat(text.substring(one.path("start").asInt(), one.path("end").asInt()))
            .isEqualToIgnoringCase("wiki");
      }
    }
  }

  @Test
  void a_filter_alone_is_a_match_without_words() {
    var match = found("q=needs:traefik").at("/items/0/match");
    assertThat(match.isObject()).isTrue();
    assertThat(match.path("snippet").isNull()).isTrue();
  }

  @Test
  void facets_count_all_pages_and_only_those_that_were_asked_for() {
    var page = found("limit=1&facets=coop,needs,status");
    assertThat(page.path("facets").fieldNames()).toIterable().hasSize(3);
    assertThat(counts(page, "coop")).containsExactlyInAnyOrder("harvest 3", "tidal 2");
    assertThat(counts(page, "needs")).containsExactly("traefik 4");
    assertThat(counts(page, "status")).containsExactly("3 4");
    assertThat(found("limit=50").path("facets").fieldNames())
        .toIterable()
        .containsExactly(
            "coop",
            "category",
            "status",
            "computed_status",
            "claimed",
            "computed",
            "needs",
            "privilege",
            "architecture",
            "end_of_life",
            "designation");
  }

  @Test
  void a_facet_is_counted_before_its_own_filter_and_after_the_others() {
    var page = found("coop=tidal&q=wiki&facets=coop,category");
    assertThat(ids(page)).containsExactly("tidal/wiki");
    assertThat(counts(page, "coop")).containsExactlyInAnyOrder("harvest 1", "tidal 1");
    assertThat(counts(page, "category")).hasSize(1).first().asString().endsWith(" 1");
  }

  @ParameterizedTest
  @CsvSource({
    "coop=tidal&coop=harvest, 5",
    "coop=tidal&coop=nobody, 2",
    "category=APPS&category=Games, 4",
    "needs=traefik&needs=nothing, 0",
    "privilege=published_port&privilege=docker_socket, 0",
    "claimed=healthcheck, 4",
    "claimed=backups, 0",
    "computed=backups, 4",
    "computed=sso, 0",
    "claimed=healthcheck&computed=backups&feature=backups, 4",
    "architecture=arm64, 0",
    "end_of_life=any, 0",
    "designation=stable&designation=testing, 0",
    "min_computed_status=0, 0",
  })
  void values_of_one_property_are_either_or_and_of_many_are_all(String query, int total) {
    assertThat(found(query).path("total").asInt()).isEqualTo(total);
  }

  @Test
  void a_corrected_text_is_told() {
    var page = found("q=wikki");
    assertThat(page.path("did_you_mean").asText()).isEqualTo("wiki");
    assertThat(ids(page)).startsWith("harvest/wiki");
  }

  @Test
  void recipes_that_have_most_of_the_words_are_told_to() {
    var page = found("q=wiki+does+qqqzzzqqq");
    assertThat(page.path("matching").asText()).isEqualTo("most");
    assertThat(ids(page)).startsWith("harvest/wiki");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status:high", "updated:>yesterday", "\"wiki"})
  void what_cannot_be_read_as_the_language_is_warned_of(String text) {
    var warnings = found("q=" + text.replace("\"", "%22").replace(">", "%3E")).path("warnings");
    assertThat(warnings).hasSize(1);
    assertThat(text).contains(warnings.at("/0/at").asText());
    assertThat(warnings.at("/0/expected").asText()).isNotBlank();
  }

  @Test
  void pages_by_relevance_put_together_are_the_whole_list() {
    var whole = ids(found("q=app&limit=50"));
    var pages = new ArrayList<String>();
    for (var target = RECIPES + "q=app&limit=1"; !target.isEmpty(); ) {
      var answer = SERVER.http.get(target);
      pages.addAll(ids(CheckedHttp.json(answer)));
      var link = answer.header("link").orElse("");
      target = link.isEmpty() ? "" : link.substring(link.indexOf("/api"), link.indexOf('>'));
    }
    assertThat(whole).hasSizeGreaterThan(2);
    assertThat(pages).isEqualTo(whole);
  }

  @Test
  void names_and_categories_are_suggested_while_typing() {
    var name = SERVER.http.json("/api/v1/suggest?q=wik").at("/items/0");
    assertThat(name.path("kind").asText()).isEqualTo("name");
    assertThat(name.path("text").asText()).isEqualTo("wiki");
    assertThat(name.at("/recipe/coop").asText()).isEqualTo("harvest");
    assertThat(name.path("recipes").asInt()).isEqualTo(2);
    var category = SERVER.http.json("/api/v1/suggest?q=app").at("/items/0");
    assertThat(category.path("kind").asText()).isEqualTo("category");
    assertThat(category.path("text").asText()).isEqualTo("Apps");
    assertThat(category.path("recipe").isNull()).isTrue();
    assertThat(SERVER.http.json("/api/v1/suggest?q=wikki").at("/items/0/text").asText())
        .isEqualTo("wiki");
  }
}
