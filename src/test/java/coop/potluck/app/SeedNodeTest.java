package coop.potluck.app;

import static coop.potluck.mirror.GitCommand.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.database.Database;
import coop.potluck.indexing.SyncProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default catalogue, served whole: what its README promises can be seen from outside. */
class SeedNodeTest {

  private static RunningNode node;
  private static Path folder;

  @BeforeAll
  static void start(@TempDir Path temporary) {
    folder = temporary;
    node = new RunningNode(folder.resolve("data"), Path.of("catalogue-seed/coops.yaml"), Map.of());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void recipes_json_has_the_keys_that_abra_reads_and_no_others() {
    var catalogue = node.json("/recipes.json");
    assertThat(keys(catalogue)).hasSize(14).isSorted().contains("bonfire", "wordpress");
    for (var name : keys(catalogue)) {
      var recipe = catalogue.path(name);
      assertThat(keys(recipe))
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
      assertThat(recipe.path("name").asText()).isEqualTo(name);
      var features = recipe.path("features");
      assertThat(keys(features))
          .containsExactly("backups", "email", "healthcheck", "image", "status", "tests", "sso");
      assertThat(keys(features.path("image"))).containsExactly("image", "rating", "source", "url");
      assertThat(features.path("status").isInt()).isTrue();
      for (var version : recipe.path("versions")) {
        for (var service : version.path(RunningNode.onlyKey(version))) {
          assertThat(keys(service)).containsExactly("image", "tag");
        }
      }
      recipe.findValues("image").stream()
          .filter(JsonNode::isValueNode)
          .forEach(image -> assertThat(image.isTextual()).isTrue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "traefik, v2.4.8 1.0.0+2.5.6 1.1.0+2.11.0 1.2.0+2.11.13 2.0.0+3.1.4 2.1.0+3.3.3",
    "gitea, 1.14.1-rootless 1.14.1-rootless_1 1.0.0+1.15.0-rootless 2.0.0+1.18.5-rootless"
        + " 2.1.0+1.20.5-rootless 2.2.0+1.22.3-rootless",
    "matrix-synapse, 3.0.0+v1.93.0 3.1.0+v1.98.0 3.1.1+v1.98.0 4.0.0+v1.105.1 4.1.0+v1.114.0"
        + " 4.2.0+v1.127.1",
    "uptime-kuma, 1.0.0+1.21.2 1.1.1+1.23.2 1.2.0+1.23.13 2.0.0+2.0.2",
  })
  void versions_are_oldest_first_legacy_ones_below_and_backports_in_their_place(
      String name, String tags) {
    assertThat(node.flatTags(name)).containsExactly(tags.split(" "));
  }

  @Test
  void a_name_of_two_coops_leads_to_the_first_and_tells_of_the_other() {
    var answer = node.http.get("/api/v1/recipes/gitea");
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("location").orElseThrow()).endsWith("/api/v1/recipes/harvest/gitea");
    assertThat(answer.header("link").orElseThrow())
        .contains("/api/v1/recipes/tidal/gitea>; rel=\"alternate\"");
    var conflict = node.json("/api/v1/conflicts").at("/items/0");
    assertThat(conflict.path("name").asText()).isEqualTo("gitea");
    assertThat(conflict.path("winner").asText()).isEqualTo("harvest");
    assertThat(conflict.at("/passed_over/0").asText()).isEqualTo("tidal");
    assertThat(node.json("/recipes.json").at("/gitea/repository").asText())
        .isEqualTo(node.url + "/git/harvest/gitea.git");
    assertThat(node.json("/coops/tidal/recipes.json").at("/gitea/description").asText())
        .contains("PostgreSQL");
  }

  @Test
  void a_broken_version_is_listed_with_where_and_what_was_expected() {
    var versions = node.json("/api/v1/recipes/lantern/uptime-kuma/versions").path("items");
    assertThat(versions)
        .extracting(it -> it.path("tag").asText(), it -> it.path("state").asText())
        .contains(tuple("1.1.0+1.23.2", "rejected"), tuple("1.1.1+1.23.2", "parsed"))
        .hasSize(5);
    var problem = node.version("lantern/uptime-kuma", "1.1.0+1.23.2").at("/problems/0");
    assertThat(problem.path("where").asText()).isEqualTo("compose.yml:13");
    assertThat(problem.path("expected").asText()).contains("valid YAML");
    var problems = node.json("/api/v1/problems").path("items");
    assertThat(problems)
        .extracting(it -> it.path("kind").asText(), it -> it.path("name").asText())
        .contains(tuple("rejected", "uptime-kuma"), tuple("warning", "mobilizon"));
  }

  @ParameterizedTest
  @CsvSource({
    "harvest/nextcloud, 5.0.0+27.0.1-fpm, mariadb",
    "harvest/nextcloud, 7.0.0+29.0.5-fpm, mariadb",
    "tidal/gitea, 2.0.0+1.23.1, ssh",
    "lantern/mobilizon, 3.0.1+5.1.0, smtp-auth",
    "lantern/bonfire, 0.2.0+1.0.0, meilisearch",
  })
  void overlays_that_are_on_by_default_are_told_from_those_on_offer(
      String recipe, String version, String overlay) {
    var overlays = node.version(recipe, version).at("/content/overlays");
    assertThat(overlays)
        .filteredOn(it -> it.path("by_default").asBoolean())
        .extracting(it -> it.path("name").asText())
        .contains(overlay);
    assertThat(overlays).anyMatch(it -> !it.path("by_default").asBoolean());
  }

  @Test
  void an_overlay_in_a_folder_is_found() {
    assertThat(node.version("harvest/nextcloud", "7.0.0+29.0.5-fpm").at("/content/overlays"))
        .extracting(it -> it.path("path").asText())
        .contains("overlays/compose.onlyoffice.yml");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0+0.9.9, bonfirenetworks/bonfire, 0.9.9-social-amd64",
    "0.2.0+1.0.0, bonfirenetworks/bonfire, 1.0.0-social",
  })
  void images_put_together_from_the_environment_are_resolved(
      String version, String image, String tag) {
    var services = node.version("lantern/bonfire", version).at("/content/composition/services");
    assertThat(services)
        .filteredOn(it -> it.path("name").asText().equals("app"))
        .allSatisfy(
            app -> {
              assertThat(app.path("image_text").asText()).contains("${");
              assertThat(app.at("/image/path").asText()).isEqualTo(image);
              assertThat(app.at("/image/tag").asText()).isEqualTo(tag);
            })
        .hasSize(1);
    var users = node.json("/api/v1/images?name=" + image + "&tag=" + tag).path("items");
    assertThat(users).isNotEmpty();
  }

  @Test
  void the_old_scale_of_emoji_is_read_as_numbers() {
    var claimed = node.json("/api/v1/recipes/tidal/hedgedoc").at("/features/claimed");
    assertThat(claimed.path("status").asInt()).isEqualTo(3);
    assertThat(claimed.at("/image/rating").asText()).isEqualTo("4");
    assertThat(claimed.path("tests").asText()).isEqualTo("1");
    assertThat(claimed.path("sso").asText()).isEqualTo("2 (OAuth2)");
    assertThat(claimed.path("email").asText()).isEqualTo("N/A");
  }

  @ParameterizedTest
  @CsvSource({
    "harvest/traefik, 1.2.0+2.11.13",
    "harvest/nextcloud, 5.1.1+27.1.3-fpm",
  })
  void notes_that_were_written_late_stand_with_their_version(String recipe, String version) {
    var found = node.version(recipe, version);
    assertThat(found.at("/note/path").asText()).isEqualTo("release/" + version);
    assertThat(found.at("/note/text").asText()).isNotBlank();
    assertThat(found.path("files").findValuesAsText("path")).doesNotContain("release/" + version);
    assertThat(node.json("/api/v1/recipes/" + recipe).at("/next_note/text").asText()).isNotBlank();
  }

  @Test
  void what_a_version_removed_is_gone_from_it() {
    var before = node.version("tidal/mattermost", "1.1.0+8.1.7").path("content");
    var after = node.version("tidal/mattermost", "2.0.0+9.5.1").path("content");
    assertThat(names(before.at("/composition/secrets"))).contains("minio_secret");
    assertThat(names(after.at("/composition/secrets"))).doesNotContain("minio_secret").isNotEmpty();
    assertThat(names(before.at("/composition/volumes"))).contains("minio_data");
    assertThat(names(after.at("/composition/volumes"))).doesNotContain("minio_data").isNotEmpty();
    assertThat(before.path("environment").findValuesAsText("key")).contains("MINIO_BUCKET");
    assertThat(after.path("environment").findValuesAsText("key")).doesNotContain("MINIO_BUCKET");
  }

  @Test
  void a_digest_a_strange_registry_and_a_missing_tag_are_told() {
    var vaultwarden = node.version("lantern/vaultwarden", "1.1.0+1.30.1").path("content");
    assertThat(vaultwarden.findValuesAsText("digest")).anyMatch(it -> it.startsWith("sha256:"));
    assertThat(node.json("/api/v1/recipes/tidal/hedgedoc").at("/latest/tag").asText())
        .isEqualTo("1.3.0+1.10.3");
    assertThat(
            node.version("tidal/hedgedoc", "1.3.0+1.10.3")
                .at("/content/composition/services")
                .findValuesAsText("registry"))
        .contains("quay.io");
    assertThat(node.json("/recipes.json").findValues("versions").toString())
        .doesNotContain("quay.io/", "mailpit");
  }

  @Test
  void a_recipe_is_cloned_with_all_its_tags_by_the_real_git() throws Exception {
    run(folder, "git", "clone", "-q", node.url + "/git/harvest/traefik.git", "traefik");
    var clone = folder.resolve("traefik");
    assertThat(run(clone, "git", "tag").lines())
        .containsExactlyInAnyOrderElementsOf(node.flatTags("traefik"));
    var version = node.version("harvest/traefik", "1.2.0+2.11.13").path("version");
    assertThat(run(clone, "git", "rev-parse", "1.2.0+2.11.13^{commit}").strip())
        .isEqualTo(version.path("commit").asText());
    assertThat(clone.resolve("release/1.2.0+2.11.13")).exists();
    run(clone, "git", "fsck", "--strict");
  }

  @Test
  void the_catalogue_is_cloned_and_says_what_recipes_json_does() {
    RunningNode.eventually(
        () -> {
          var clone = Files.createTempDirectory(folder, "catalogue");
          run(clone, "git", "clone", "-q", node.url + "/git/catalogue.git", "it");
          assertThat(Files.readString(clone.resolve("it/recipes.json")))
              .isEqualTo(node.http.get("/recipes.json").text());
        });
  }

  @Test
  void looking_again_writes_nothing_and_reading_again_changes_nothing() throws Exception {
    var database = node.application.database();
    var head = node.json("/api/v1/changes?limit=1").path("head");
    var bytes = Files.readAllBytes(node.database());
    var log = Files.readAllBytes(Path.of(node.database() + "-wal"));
    var stamp = stamp(database);
    var again = node.application.indexer().sync(SyncProgress.NONE);
    assertThat(again.changed()).isZero();
    assertThat(again.repositories()).isEqualTo(15);
    assertThat(Files.readAllBytes(node.database())).isEqualTo(bytes);
    assertThat(Files.readAllBytes(Path.of(node.database() + "-wal"))).isEqualTo(log);
    var reread = node.application.indexer().reindex(SyncProgress.NONE);
    assertThat(reread.changed()).isZero();
    assertThat(reread.repositories()).isEqualTo(15);
    assertThat(node.json("/api/v1/changes?limit=1").path("head")).isEqualTo(head);
    assertThat(stamp(database)).isEqualTo(stamp);
    assertThat(database.integrityCheck()).isEmpty();
  }

  /** The greatest of the rows that search is fed from. */
  private static long stamp(Database database) {
    return database.read(
        handle ->
            handle.createQuery("SELECT max(stamp) FROM search_documents").mapTo(Long.class).one());
  }

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(it -> it.path("name").asText())
        .toList();
  }

  private static List<String> keys(JsonNode object) {
    var keys = new ArrayList<String>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
