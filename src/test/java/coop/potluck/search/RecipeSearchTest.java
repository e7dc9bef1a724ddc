package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.Listing;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.search.RecipeQuery.Sort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipeSearchTest {

  private CatalogueFixture catalogue;
  private RecipeSearch listing;

  @BeforeAll
  void fill(@TempDir Path folder) {
    catalogue = new CatalogueFixture(folder);
    listing = new RecipeSearch(catalogue.database);
    catalogue.catalogue.follow(List.of(SampleRecipes.coop("harvest"), SampleRecipes.coop("tidal")));
    list("harvest", "wiki", "Chat", "cafe");
    list("tidal", "wiki", "blog");
    store("harvest/wiki", "Apps", 3, 10, "nginx:1.3");
    store("harvest/Chat", "Chat", null, 30, "ghcr.io/org/chat:2");
    store("harvest/cafe", "apps", 5, 20, "nginx:1.4");
    store("tidal/wiki", "Apps", 3, 10, "nginx:1.3");
    store("tidal/blog", null, 0, 40, "quay.io/library/nginx:1.3");
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  private void list(String coop, String... names) {
    var repositories = new ArrayList<Listing.Listed>();
    for (var name : names) {
      var description = name.equals("cafe") ? "Ein Café für 100 % alle_" : "The app " + name;
      repositories.add(
          new Listing.Listed(
              new RecipeName(name), SampleRecipes.repository(name, description), "print"));
    }
    catalogue.catalogue.recordListing(coop + "-source", new Listing(repositories, List.of()));
  }

  private void store(
      String id, @Nullable String category, @Nullable Integer status, int day, String image) {
    var recipe = RecipeId.of(id.substring(0, id.indexOf('/')), id.substring(id.indexOf('/') + 1));
    var features = SampleRecipes.features(category, status);
    var reading = new Reading.Parsed(SampleRecipes.content("Title", image, features));
    var date = SampleRecipes.DAY.plus(Duration.ofDays(day));
    var tag = SampleRecipes.tag("1.0.0+1", id, date);
    var files = SampleRecipes.files(Map.of("compose.yml", "x"));
    catalogue.catalogue.store(
        new RecipeSync(
            recipe,
            new RecipeSync.HeadSync(
                new Head("main", tag.commit(), tag.tree(), date),
                reading,
                null,
                "",
                List.of(),
                null,
                files),
            List.of(tag),
            Map.of(tag.name(), new RecipeSync.VersionSync(reading, files)),
            List.of(),
            1));
  }

  @Test
  void without_filters_all_are_listed_by_name_then_precedence() {
    assertThat(ids(new Wish()))
        .containsExactly(
            "tidal/blog", "harvest/cafe", "harvest/Chat", "harvest/wiki", "tidal/wiki");
    assertThat(found(new Wish()).total()).isEqualTo(5);
    assertThat(found(new Wish()).next()).isNull();
  }

  @Test
  void a_row_has_what_a_list_shows() {
    var row = found(new Wish().coop("tidal").text("blog")).items().get(0).row();
    assertThat(row)
        .isEqualTo(
            new SearchResult.Row(
                RecipeId.of("tidal", "blog"),
                "Title",
                "The app blog",
                null,
                null,
                "https://blog.example",
                0,
                null,
                List.of("backups", "email", "healthcheck", "tests"),
                "1.0.0+1",
                SampleRecipes.DAY.plus(Duration.ofDays(40)),
                1,
                SampleRecipes.DAY.plus(Duration.ofDays(40)),
                false));
  }

  @Test
  void orders_are_by_update_and_by_status_too() {
    assertThat(ids(new Wish().sort(Sort.UPDATED)))
        .containsExactly(
            "tidal/blog", "harvest/Chat", "harvest/cafe", "harvest/wiki", "tidal/wiki");
    assertThat(ids(new Wish().sort(Sort.STATUS)))
        .containsExactly(
            "harvest/cafe", "harvest/wiki", "tidal/wiki", "tidal/blog", "harvest/Chat");
  }

  @Test
  void each_filter_keeps_what_it_names() {
    assertThat(ids(new Wish().coop("tidal"))).containsExactly("tidal/blog", "tidal/wiki");
    assertThat(ids(new Wish().category("APPS")))
        .containsExactly("harvest/cafe", "harvest/wiki", "tidal/wiki");
    assertThat(ids(new Wish().minStatus(0))).doesNotContain("harvest/Chat").hasSize(4);
    assertThat(ids(new Wish().minStatus(4))).containsExactly("harvest/cafe");
    assertThat(ids(new Wish().feature("backups"))).hasSize(5);
    assertThat(ids(new Wish().feature("sso"))).isEmpty();
    assertThat(ids(new Wish().feature("backups,email"))).isEmpty();
    assertThat(ids(new Wish().needs("traefik"))).hasSize(5);
    assertThat(ids(new Wish().needs("sso"))).isEmpty();
    assertThat(ids(new Wish().privilege(Privilege.Kind.PUBLISHED_PORT))).hasSize(5);
    assertThat(ids(new Wish().privilege(Privilege.Kind.DOCKER_SOCKET))).isEmpty();
  }

  @Test
  void an_image_is_found_by_any_of_its_names() {
    assertThat(ids(new Wish().image("nginx"))).doesNotContain("harvest/Chat").hasSize(4);
    assertThat(ids(new Wish().image("library/nginx:1.3")))
        .containsExactly("tidal/blog", "harvest/wiki", "tidal/wiki");
    assertThat(ids(new Wish().image("docker.io/nginx:1.3")))
        .containsExactly("harvest/wiki", "tidal/wiki");
    assertThat(ids(new Wish().image("org/chat"))).containsExactly("harvest/Chat");
    assertThat(ids(new Wish().image("%"))).isEmpty();
  }

  @Test
  void words_are_found_whatever_their_case_and_marks() {
    assertThat(ids(new Wish().text("CAFÉ"))).containsExactly("harvest/cafe");
    assertThat(ids(new Wish().text("100 %"))).containsExactly("harvest/cafe");
    assertThat(ids(new Wish().text("' OR quay"))).isEmpty();
    assertThat(ids(new Wish().text("  "))).hasSize(5);
    assertThat(ids(new Wish().text("%_'\""))).hasSize(5);
  }

  @Test
  void filters_go_together() {
    assertThat(ids(new Wish().coop("harvest").category("Apps").minStatus(3).image("nginx:1.3")))
        .containsExactly("harvest/wiki");
  }

  @Test
  void pages_in_a_row_are_the_whole_list_whatever_their_size() {
    for (var sort : Sort.values()) {
      var whole = ids(new Wish().sort(sort));
      for (var limit = 1; limit <= 6; limit++) {
        assertThat(walk(new Wish().sort(sort).limit(limit)))
            .as(sort + " " + limit)
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void a_cursor_is_none_if_it_is_altered_or_of_another_order() {
    var cursor = Objects.requireNonNull(found(new Wish().limit(1)).next());
    assertMalformed(new Wish().sort(Sort.UPDATED).cursor(cursor));
    assertMalformed(new Wish().cursor(cursor + "="));
    assertMalformed(new Wish().cursor(cursor.substring(4)));
    assertMalformed(new Wish().cursor(""));
    assertMalformed(new Wish().cursor("ä"));
    assertMalformed(new Wish().cursor("A".repeat(5000)));
  }

  private void assertMalformed(Wish wish) {
    assertThat(listing.find(wish.query())).isEqualTo(new SearchResult.MalformedCursor());
  }

  private List<String> walk(Wish wish) {
    var walked = new ArrayList<String>();
    for (var page = found(wish); ; page = found(wish)) {
      page.items().forEach(hit -> walked.add(hit.row().id().toString()));
      if (page.next() == null) {
        return walked;
      }
      wish.cursor(page.next());
    }
  }

  private List<String> ids(Wish wish) {
    return found(wish).items().stream().map(hit -> hit.row().id().toString()).toList();
  }

  private SearchResult.Found found(Wish wish) {
    return (SearchResult.Found) listing.find(wish.query());
  }

  /** A query that is put together one wish at a time. */
  private static final class Wish {
    private RecipeQuery query = RecipeQuery.ALL;

    RecipeQuery query() {
      return query;
    }

    Wish text(String it) {
      query = query.text(it);
      return this;
    }

    Wish coop(String it) {
      query = query.filter(Facet.COOP, it);
      return this;
    }

    Wish category(String it) {
      query = query.filter(Facet.CATEGORY, it);
      return this;
    }

    Wish feature(String it) {
      query = query.features(it);
      return this;
    }

    Wish minStatus(int it) {
      query = query.minStatus(it);
      return this;
    }

    Wish image(String it) {
      query = query.image(it);
      return this;
    }

    Wish needs(String it) {
      query = query.filter(Facet.NEEDS, it);
      return this;
    }

    Wish privilege(Privilege.Kind it) {
      query = query.filter(Facet.PRIVILEGE, it.text());
      return this;
    }

    Wish sort(Sort it) {
      query = query.sort(it);
      return this;
    }

    Wish limit(int it) {
      query = query.page(it, query.cursor());
      return this;
    }

    Wish cursor(String it) {
      query = query.page(query.limit(), it);
      return this;
    }
  }
}
