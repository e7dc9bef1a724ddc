package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many recipes have each value, and which the values leave. */
class SearchFacetsTest {

  private WrittenCatalogue it;

  @BeforeEach
  void open(@TempDir Path folder) {
    it = new WrittenCatalogue(folder, "");
  }

  @AfterEach
  void close() {
    it.close();
  }

  private void fill() {
    it.write(
        """
        harvest/wiki
        description: For groups
        category: Apps
        status: 3
        features: backups
        env: DOMAIN

        harvest/blog
        description: For groups
        category: apps
        status: 5
        features: backups sso
        env: DOMAIN
        privileges: docker_socket

        tidal/wiki
        description: For groups
        category: Chat
        status: 3

        lantern/proxy
        privileges: docker_socket host_network
        """);
  }

  private static final RecipeQuery COUNTED =
      RecipeQuery.ALL.facets(EnumSet.allOf(Facet.class)).sort(RecipeQuery.Sort.RELEVANCE);

  private List<String> counts(RecipeQuery query, Facet facet) {
    return Objects.requireNonNull(it.found(query).facets().get(facet)).stream()
        .map(count -> count.value() + " " + count.count())
        .toList();
  }

  private List<String> ids(RecipeQuery query) {
    return it.found(query).items().stream().map(hit -> hit.row().id().toString()).toList();
  }

  @Test
  void every_value_is_counted_the_most_frequent_first_and_statuses_from_the_best() {
    fill();
    assertThat(counts(COUNTED, Facet.COOP)).containsExactly("harvest 2", "lantern 1", "tidal 1");
    assertThat(counts(COUNTED, Facet.STATUS)).containsExactly("5 1", "3 2");
    assertThat(counts(COUNTED, Facet.NEEDS)).containsExactly("backup-bot 2", "traefik 2");
    assertThat(counts(COUNTED, Facet.PRIVILEGE))
        .containsExactly("docker_socket 2", "host_network 1");
    assertThat(counts(COUNTED, Facet.CLAIMED)).containsExactly("backups 2", "sso 1");
    assertThat(counts(COUNTED, Facet.COMPUTED)).contains("backups 2");
    assertThat(counts(COUNTED, Facet.ARCHITECTURE)).isEmpty();
  }

  @Test
  void a_category_is_one_whatever_its_case() {
    fill();
    assertThat(counts(COUNTED, Facet.CATEGORY)).hasSize(2).contains("Chat 1");
    assertThat(counts(COUNTED, Facet.CATEGORY).get(0)).isEqualToIgnoringCase("apps 2");
    assertThat(ids(COUNTED.filter(Facet.CATEGORY, "APPS")))
        .containsExactly("harvest/blog", "harvest/wiki");
    assertThat(it.ids("category:aPPs")).containsExactlyInAnyOrder("harvest/blog", "harvest/wiki");
  }

  @Test
  void a_facet_is_counted_as_if_it_had_no_filter_and_the_others_after_it() {
    fill();
    for (var query : List.of(COUNTED.filter(Facet.COOP, "harvest"), COUNTED.text("coop:harvest"))) {
      assertThat(it.found(query).total()).isEqualTo(2);
      assertThat(counts(query, Facet.COOP)).containsExactly("harvest 2", "lantern 1", "tidal 1");
      assertThat(counts(query, Facet.STATUS)).containsExactly("5 1", "3 1");
      assertThat(counts(query, Facet.PRIVILEGE)).containsExactly("docker_socket 1");
    }
  }

  @Test
  void the_other_filters_narrow_the_counts_of_a_facet_that_is_filtered() {
    fill();
    var query = COUNTED.filter(Facet.COOP, "harvest").filter(Facet.STATUS, "3");
    assertThat(ids(query)).containsExactly("harvest/wiki");
    assertThat(counts(query, Facet.COOP)).containsExactly("harvest 1", "tidal 1");
    assertThat(counts(query, Facet.STATUS)).containsExactly("5 1", "3 1");
    assertThat(counts(query, Facet.NEEDS)).containsExactly("backup-bot 1", "traefik 1");
    assertThat(counts(COUNTED.minStatus(4), Facet.STATUS)).containsExactly("5 1", "3 2");
    assertThat(counts(COUNTED.text("status:>=4"), Facet.STATUS)).containsExactly("5 1", "3 2");
    assertThat(counts(COUNTED.text("status:>=4"), Facet.COOP)).containsExactly("harvest 1");
  }

  @Test
  void words_narrow_the_counts_of_every_facet() {
    fill();
    var query = COUNTED.text("groups -blog");
    assertThat(counts(query, Facet.COOP)).containsExactly("harvest 1", "tidal 1");
    assertThat(counts(query, Facet.STATUS)).containsExactly("3 2");
  }

  @Test
  void what_is_unwanted_narrows_the_counts_of_its_own_facet_too() {
    fill();
    assertThat(counts(COUNTED.text("-coop:harvest"), Facet.COOP))
        .containsExactly("lantern 1", "tidal 1");
  }

  @Test
  void of_several_values_any_is_wanted_where_a_recipe_has_one_and_all_where_it_has_many() {
    fill();
    assertThat(ids(COUNTED.filter(Facet.COOP, "tidal", "lantern")))
        .containsExactly("lantern/proxy", "tidal/wiki");
    assertThat(ids(COUNTED.filter(Facet.PRIVILEGE, "docker_socket", "host_network")))
        .containsExactly("lantern/proxy");
    assertThat(ids(COUNTED.features("backups", "sso"))).containsExactly("harvest/blog");
    assertThat(ids(COUNTED.filter(Facet.COOP, "nobody"))).isEmpty();
    assertThat(ids(COUNTED.filter(Facet.COOP, "nobody", "tidal"))).containsExactly("tidal/wiki");
  }

  @Test
  void only_what_is_asked_for_is_counted() {
    fill();
    assertThat(it.found(COUNTED.facets(Set.of())).facets()).isEmpty();
    assertThat(it.found(COUNTED.facets(Set.of(Facet.STATUS))).facets())
        .containsOnlyKeys(Facet.STATUS);
  }

  @Test
  void the_counts_are_those_of_all_pages() {
    fill();
    var first = it.found(COUNTED.page(1, null));
    assertThat(first.items()).hasSize(1);
    assertThat(first.total()).isEqualTo(4);
    assertThat(it.found(COUNTED.page(1, first.next())).facets()).isEqualTo(first.facets());
    assertThat(counts(COUNTED.page(1, first.next()), Facet.STATUS)).containsExactly("5 1", "3 2");
  }

  @Test
  void a_count_is_what_a_filter_by_the_value_finds() {
    fill();
    assess();
    for (var text : List.of("", "groups ", "wiki", "groups status:>=3 -blog")) {
      var found = it.found(COUNTED.text(text));
      found
          .facets()
          .forEach(
              (facet, values) -> {
                for (var count : values) {
                  var filtered = it.found(COUNTED.text(text).filter(facet, count.value()));
                  if (facet != Facet.STATUS || !text.contains("status")) {
                    assertThat(filtered.total()).as(text + facet + count).isEqualTo(count.count());
                  }
                }
              });
    }
  }

  @Test
  void counts_follow_a_change() {
    fill();
    it.write(
        """
        tidal/wiki
        category: Apps
        status: 0
        """);
    assertThat(counts(COUNTED, Facet.STATUS)).containsExactly("5 1", "3 1", "0 1");
    assertThat(counts(COUNTED, Facet.CATEGORY)).hasSize(1);
  }

  @Test
  void a_count_is_what_another_choice_finds_where_no_recipe_of_this_one_has_all_words() {
    it.write(
        """
        harvest/both
        description: Editor of markdown

        harvest/one
        description: Editor

        tidal/one
        description: Editor
        """);
    var query = COUNTED.text("editor markdown ");
    var found = it.found(query.filter(Facet.COOP, "tidal"));
    for (var count : Objects.requireNonNull(found.facets().get(Facet.COOP))) {
      assertThat(it.found(query.filter(Facet.COOP, count.value())).total())
          .as(count.value())
          .isEqualTo(count.count());
    }
  }

  private void assess() {
    it.assess("harvest/wiki", 2, "end_of_life postgresql 9.6", "designation stable");
    it.assess("harvest/blog", 5, "end_of_life php 7.4", "end_of_life postgresql 9.6");
    it.assess("tidal/wiki", 2, "designation testing");
  }

  @Test
  void what_was_worked_out_is_counted_like_what_is_claimed() {
    fill();
    assess();
    assertThat(counts(COUNTED, Facet.COMPUTED_STATUS)).containsExactly("5 1", "2 2");
    assertThat(counts(COUNTED, Facet.END_OF_LIFE)).containsExactly("postgresql 9.6 2", "php 7.4 1");
    assertThat(counts(COUNTED, Facet.DESIGNATION)).containsExactly("stable 1", "testing 1");
    assertThat(counts(COUNTED, Facet.STATUS)).containsExactly("5 1", "3 2");
    it.assess("lantern/proxy", 0);
    assertThat(counts(COUNTED, Facet.COMPUTED_STATUS)).containsExactly("5 1", "2 2", "0 1");
  }

  @Test
  void filters_by_what_was_worked_out_leave_their_own_counts_and_narrow_the_others() {
    fill();
    assess();
    for (var query : List.of(COUNTED.minComputedStatus(3), COUNTED.text("computed_status:>=3"))) {
      assertThat(ids(query)).containsExactly("harvest/blog");
      assertThat(counts(query, Facet.COMPUTED_STATUS)).containsExactly("5 1", "2 2");
      assertThat(counts(query, Facet.STATUS)).containsExactly("5 1");
    }
    for (var query :
        List.of(
            COUNTED.filter(Facet.END_OF_LIFE, "php"),
            COUNTED.filter(Facet.END_OF_LIFE, "php 7.4", "postgresql"),
            COUNTED.text("end_of_life:PHP"))) {
      assertThat(ids(query)).containsExactly("harvest/blog");
      assertThat(counts(query, Facet.END_OF_LIFE)).contains("php 7.4 1", "postgresql 9.6 2");
      assertThat(counts(query, Facet.COOP)).containsExactly("harvest 1");
    }
    assertThat(ids(COUNTED.filter(Facet.END_OF_LIFE, "any"))).hasSize(2);
    assertThat(ids(COUNTED.filter(Facet.DESIGNATION, "stable", "testing"))).hasSize(2);
    assertThat(ids(COUNTED.minComputedStatus(0))).hasSize(3);
  }

  @Test
  void the_best_computed_status_comes_first_and_none_last() {
    fill();
    assess();
    assertThat(ids(COUNTED.sort(RecipeQuery.Sort.COMPUTED_STATUS)))
        .containsExactly("harvest/blog", "harvest/wiki", "tidal/wiki", "lantern/proxy");
    assertThat(it.found(COUNTED.text("name:wiki")).items())
        .extracting(hit -> hit.row().computedStatus())
        .containsExactly(2, 2);
    assertThat(it.found(COUNTED.text("proxy")).items().get(0).row().computedStatus()).isNull();
    it.assess("lantern/proxy", 5);
    it.assess("tidal/wiki", null);
    assertThat(ids(COUNTED.sort(RecipeQuery.Sort.COMPUTED_STATUS)))
        .containsExactly("harvest/blog", "lantern/proxy", "harvest/wiki", "tidal/wiki");
  }

  @Test
  void pages_by_computed_status_put_together_are_the_whole_list() {
    fill();
    assess();
    var query = COUNTED.sort(RecipeQuery.Sort.COMPUTED_STATUS);
    var seen = new ArrayList<String>();
    for (var page = query.page(1, null); seen.size() < 9; ) {
      var found = it.found(page);
      found.items().forEach(hit -> seen.add(hit.row().id().toString()));
      if (found.next() == null) {
        break;
      }
      page = query.page(1, found.next());
    }
    assertThat(seen).isEqualTo(ids(query)).hasSize(4);
  }
}
