package coop.potluck.object;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecipeObjectTest {

  private static final RecipeContent SAMPLE =
      SampleRecipes.content("Wiki", "nginx:1.3", SampleRecipes.features("Apps", 3));
  private static final RecipeContent BARE =
      new RecipeContent(
          null,
          null,
          null,
          Composition.EMPTY,
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          List.of(),
          List.of(),
          Features.NONE,
          List.of(),
          List.of(),
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static final String BARE_FIRST =
      "{\"abra_images\":[],\"claimed\":{},\"composition\":{\"configs\":[],\"networks\":[],"
          + "\"secrets\":[],\"services\":[],\"volumes\":[]},\"computed\":[],"
          + "\"config_versions\":[],\"environment\":[],\"maintainers\":[],\"needs\":[],"
          + "\"overlays\":[],\"privileges\":[],\"warnings\":[]}";
  private static final String OLD_SERVICE =
      "{\"capabilities\":[],\"configs\":[],\"environment\":[{\"key\":\"A\"}],\"healthcheck\":true,"
          + "\"image\":{\"path\":\"org/app\",\"registry\":\"docker.io\",\"tag\":\"1\"},"
          + "\"image_text\":\"org/app:1\",\"labels\":[],\"mounts\":[],\"name\":\"app\","
          + "\"networks\":[\"proxy\"],\"ports\":[],\"privileged\":false,\"secrets\":[],"
          + "\"where\":\"compose.yml:2\"}";
  private static final String OLD_NETWORK =
      "{\"external\":true,\"name\":\"proxy\",\"where\":\"compose.yml:9\"}";

  @Test
  void keys_are_snake_case_in_order_and_absent_values_are_left_out() {
    assertThat(text(RecipeObject.of(BARE))).isEqualTo(BARE_FIRST);
    assertThat(text(RecipeObject.of(SAMPLE)))
        .contains(
            "\"image\":{\"path\":\"library/nginx\",\"registry\":\"docker.io\",\"tag\":\"1.3\"}")
        .contains("\"kind\":\"published_port\"")
        .doesNotContain("null");
  }

  /** Other nodes name objects by this hash: if this test fails, so does their trust. */
  @Test
  void the_hash_of_a_content_never_changes_within_a_schema() {
    assertThat(RecipeObject.SCHEMA).isEqualTo(3);
    assertThat(RecipeObject.of(BARE).sha256())
        .isEqualTo("003027142d841a56b278f25d32ef5800fffb1a81efaf9841a9d83eb91bf08e0a");
  }

  @Test
  void what_the_first_shape_lacked_is_there_only_where_it_says_something() {
    assertThat(text(RecipeObject.of(SAMPLE))).contains("\"architectures\":[\"amd64\"]");
    var first = text(RecipeObject.of(SAMPLE)).replace("\"architectures\":[\"amd64\"],", "");
    assertThat(decode(first)).isNotNull();
    assertThat(RecipeObject.of(Objects.requireNonNull(decode(first))).bytes())
        .isEqualTo(first.getBytes(StandardCharsets.UTF_8));
  }

  /** As the first shape was written: no architectures, nothing of where images are. */
  @Test
  void an_object_of_the_first_shape_is_read() {
    var first =
        BARE_FIRST
            .replace("\"services\":[]", "\"services\":[" + OLD_SERVICE + "]")
            .replace("\"networks\":[]", "\"networks\":[" + OLD_NETWORK + "]");
    var content = Objects.requireNonNull(decode(first));
    assertThat(content.architectures()).isEmpty();
    assertThat(content.composition().services().get(0).imageAt()).isNull();
    assertThat(content.composition().services().get(0).settings()).isEmpty();
    assertThat(content.composition().networks().get(0).externalName()).isNull();
    assertThat(content.base()).isNull();
    assertThat(content.designation()).isNull();
    assertThat(content.composeFiles()).isEmpty();
    assertThat(content.variables()).isEmpty();
    assertThat(content.unusedKeys()).isEmpty();
    assertThat(content.landmarks()).isEmpty();
    assertThat(text(RecipeObject.of(content))).isEqualTo(first);
  }

  @Test
  void an_object_of_the_second_shape_is_read() {
    var second = BARE_FIRST.replace(",\"claimed", ",\"architectures\":[\"arm64\"],\"claimed");
    var content = Objects.requireNonNull(decode(second));
    assertThat(content.architectures()).containsExactly("arm64");
    assertThat(content.landmarks()).isEmpty();
    assertThat(text(RecipeObject.of(content))).isEqualTo(second);
  }

  @Test
  void what_has_a_member_too_many_or_too_few_is_not_read() {
    var sound = text(RecipeObject.of(BARE));
    assertThat(decode(sound)).isEqualTo(BARE);
    assertThat(decode(sound.replace("{\"abra", "{\"odd\":1,\"abra"))).isNull();
    assertThat(decode(sound.replace("\"abra_images\":[],", ""))).isNull();
    assertThat(decode(sound.replace("\"claimed\":{},", ""))).isNull();
    assertThat(decode(sound.replace("\"maintainers\":[]", "\"maintainers\":[null]"))).isNull();
    assertThat(
            decode(
                sound.replace(
                    "\"computed\":[]", "\"computed\":[{\"name\":\"sso\",\"present\":true}]")))
        .isNull();
    assertThat(decode(sound.replace("\"claimed\":{}", "\"claimed\":{\"status\":\"3\"}"))).isNull();
    assertThat(decode(sound + "{}")).isNull();
    assertThat(decode("[".repeat(50_000))).isNull();
    assertThat(decode("")).isNull();
    assertThat(RecipeObject.decode(new byte[RecipeObject.MAX_BYTES + 1])).isEmpty();
  }

  @Property(tries = 300)
  void what_is_encoded_decodes_to_the_same(@ForAll("contents") RecipeContent content) {
    var object = RecipeObject.of(content);
    assertThat(RecipeObject.decode(object.bytes())).contains(content);
    assertThat(RecipeObject.decodeOwn(object.bytes())).contains(content);
    assertThat(RecipeObject.of(RecipeObject.decode(object.bytes()).orElseThrow()).sha256())
        .isEqualTo(object.sha256());
  }

  @Property(tries = 300)
  void different_contents_have_different_bytes(
      @ForAll("contents") RecipeContent one, @ForAll("contents") RecipeContent other) {
    assertThat(RecipeObject.of(one).sha256().equals(RecipeObject.of(other).sha256()))
        .isEqualTo(one.equals(other));
  }

  @Provide
  Arbitrary<RecipeContent> contents() {
    var text =
        Arbitraries.strings().ofMaxLength(8).filter(it -> it.codePoints().noneMatch(this::isHalf));
    var maybe = text.injectNull(0.3);
    var service =
        Combinators.combine(text, maybe, Arbitraries.of(true, false), text.list().ofMaxSize(2))
            .as(RecipeObjectTest::service);
    var secret =
        Combinators.combine(text, maybe, Arbitraries.integers().injectNull(0.3))
            .as((name, key, length) -> new Secret(name, "x", true, key, key, length, key, false));
    return Combinators.combine(
            maybe, maybe, service.list().ofMaxSize(2), secret.list().ofMaxSize(2), text, maybe)
        .as(RecipeObjectTest::content);
  }

  private boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static Service service(
      String name, @Nullable String image, boolean healthcheck, List<String> capabilities) {
    return new Service(
        name,
        "compose.yml:1",
        image,
        image == null ? null : new ImageReference("docker.io", image, image, null),
        image == null ? null : "compose.yml:2",
        healthcheck,
        !healthcheck,
        capabilities,
        List.of(new Service.EnvironmentEntry(name, image)),
        List.of(new Service.Label(name, name, healthcheck)),
        List.of(new Service.Port(image, name, "tcp", "host")),
        List.of(new Service.Mount("bind", image, name, true)),
        capabilities,
        List.of(new Service.Attachment(name, image)),
        List.of(),
        capabilities.stream().map(it -> new Service.Setting(it, it)).toList());
  }

  private static RecipeContent content(
      @Nullable String title,
      @Nullable String category,
      List<Service> services,
      List<Secret> secrets,
      String text,
      @Nullable String rating) {
    return new RecipeContent(
        title,
        title,
        category,
        new Composition(services, List.of(), List.of(), List.of(), secrets),
        title == null ? null : Composition.EMPTY,
        SAMPLE.overlays(),
        SAMPLE.abraImages(),
        SAMPLE.environment(),
        SAMPLE.configVersions(),
        category,
        SAMPLE.needs(),
        List.of(new Privilege(Privilege.Kind.HOST_PATH, text, text, true)),
        new Features(
            category,
            title == null ? null : title.length(),
            new Features.Image(title, category, rating, null),
            title,
            category,
            rating,
            null,
            text),
        SAMPLE.computed(),
        List.of(text),
        category,
        title == null ? List.of() : List.of(title),
        List.of(new RecipeContent.ComposeFile(text, title, title == null)),
        List.of(new RecipeContent.Variable(text, text, category, title == null)),
        title == null ? List.of() : List.of(title),
        title == null ? List.of(text) : List.of(title),
        List.of(new Problem(text, text)));
  }

  private static String text(RecipeObject object) {
    return new String(object.bytes(), StandardCharsets.UTF_8);
  }

  private static @Nullable RecipeContent decode(String json) {
    return RecipeObject.decode(json.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }
}
