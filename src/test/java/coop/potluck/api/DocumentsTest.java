package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** {@code recipes.json} and the other documents that many clients poll. */
class DocumentsTest {

  private static final ApiServer SERVER = new ApiServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void recipes_json_is_to_the_key_what_abra_reads() {
    var text = SERVER.http.get("/recipes.json").text();
    var wiki = CheckedHttp.json(SERVER.http.get("/recipes.json")).path("wiki");
    assertThat(keys(wiki))
        .containsExactly(
            "category",
            "default_branch",
            "description",
            "features",
            "icon",
            "name",
            "repository",
            "ssh_url",
            "versions",
            "website");
    assertThat(keys(wiki.path("features")))
        .containsExactly("backups", "email", "healthcheck", "image", "status", "tests", "sso");
    assertThat(wiki.at("/features/status").isInt()).isTrue();
    assertThat(wiki.at("/features/image/rating").isTextual()).isTrue();
    assertThat(wiki.path("icon").asText("none")).isEmpty();
    assertThat(wiki.path("repository").asText())
        .isEqualTo("https://git.harvest.example/recipes/wiki.git");
    var tags = new ArrayList<String>();
    wiki.path("versions").forEach(version -> tags.addAll(keys(version)));
    assertThat(tags).containsExactly("1.0.0+1.2.0", "1.1.0+1.3.0", "2.0.0+2.0.0");
    assertThat(wiki.at("/versions/0/1.0.0+1.2.0/app/image").asText()).isEqualTo("nginx");
    assertThat(text).doesNotContain("null");
  }

  @Test
  void a_recipe_without_versions_is_listed_with_none() {
    var blog = SERVER.http.json("/recipes.json").path("blog");
    assertThat(blog.path("versions").isArray()).isTrue();
    assertThat(blog.path("versions")).isEmpty();
  }

  @Test
  void a_coop_has_a_document_of_its_own() {
    var tidal = SERVER.http.json("/coops/tidal/recipes.json");
    assertThat(keys(tidal)).containsExactly("blog", "wiki");
    assertThat(tidal.at("/wiki/versions/0").has("3.0.0+9")).isTrue();
    var missing = SERVER.http.get("/coops/nobody/recipes.json");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(CheckedHttp.problem(missing)).isEqualTo("coop-not-found");
  }

  @Test
  void names_lists_each_name_once_with_who_has_it() {
    var items = SERVER.http.json("/api/v1/names").path("items");
    assertThat(items.findValuesAsText("name")).containsExactly("blog", "chat", "wiki");
    assertThat(items.get(2).path("coop").asText()).isEqualTo("harvest");
  }

  @Test
  void a_document_is_kept_until_the_catalogue_changes_it() {
    try (var server = new ApiServer()) {
      var gzip = "Accept-Encoding: gzip";
      var first = server.http.get("/recipes.json", gzip).header("etag").orElseThrow();
      assertThat(server.http.get("/recipes.json", gzip, "If-None-Match: " + first).status())
          .isEqualTo(304);
      server.store(RecipeId.of("tidal", "blog"), "1.0.0+1");
      var later = server.http.get("/recipes.json", gzip, "If-None-Match: " + first);
      assertThat(later.status()).isEqualTo(200);
      assertThat(later.text()).contains("1.0.0+1");
      var other = server.http.get("/coops/harvest/recipes.json").header("etag").orElseThrow();
      server.store(RecipeId.of("tidal", "blog"), "1.0.0+1", "1.1.0+2");
      assertThat(server.http.get("/coops/harvest/recipes.json", "If-None-Match: " + other).status())
          .as("a change elsewhere")
          .isEqualTo(304);
      assertThat(server.http.send("HEAD", "/recipes.json", gzip).header("etag"))
          .isNotEqualTo(later.header("etag"));
    }
  }

  @Test
  void a_blocked_recipe_leaves_the_document() {
    try (var server = new ApiServer()) {
      server.catalogue.block(ApiServer.WIKI, null, "a leaked key");
      assertThat(server.http.json("/recipes.json").at("/wiki/versions/0").has("3.0.0+9"))
          .as("the next co-op has the name now")
          .isTrue();
      server.catalogue.block(ApiServer.TIDAL_WIKI, SampleRecipes.tag("3.0.0+9").name(), "broken");
      assertThat(server.http.json("/recipes.json").at("/wiki/versions")).isEmpty();
    }
  }

  private static List<String> keys(JsonNode node) {
    var keys = new ArrayList<String>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
