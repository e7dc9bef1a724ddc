package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.RecipeContent;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published vectors hold for the schemas beside them and for what reads and writes here. */
class VectorsTest {

  private static final Path FOLDER = Path.of("src/main/resources/coop/potluck/federation");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "https://vectors.example/";
  private static final List<String> SCHEMAS =
      List.of("version", "moved", "withdrawn", "recipe", "key", "manifest", "texts", "parsed");

  /**
   * A vector.
   *
   * @param form whether only its form is wrong, of which a schema knows nothing
   */
  private record Vector(String schema, String what, boolean valid, boolean form, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static List<Vector> vectors() throws IOException {
    return StreamSupport.stream(
            JSON.readTree(FOLDER.resolve("vectors.json").toFile()).spliterator(), false)
        .map(
            it ->
                new Vector(
                    it.path("schema").asText(),
                    it.path("what").asText(),
                    it.path("valid").asBoolean(),
                    it.path("form").asBoolean(),
                    it.path("text").asText()))
        .toList();
  }

  private static SchemaRegistry schemas() throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (var name : SCHEMAS) {
      texts.put(BASE + name, Files.readString(FOLDER.resolve(name + ".schema.json")));
    }
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
  }

  @TestFactory
  Stream<DynamicTest> every_vector_is_judged_the_same_by_its_schema_and_by_the_codec()
      throws IOException {
    var schemas = schemas();
    return vectors().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.schema() + ": " + it.what(),
                    () -> {
                      if (!it.form()) {
                        assertThat(satisfies(schemas, it)).isEqualTo(it.valid());
                      }
                      if (it.valid()) {
                        assertThat(again(it)).isEqualTo(it.text().replace(",\"zone\":\"x\"", ""));
                      } else {
                        assertThatThrownBy(() -> again(it)).isInstanceOf(MalformedException.class);
                      }
                    }));
  }

  @Test
  void there_are_valid_and_invalid_vectors_of_every_schema() throws IOException {
    for (var name : SCHEMAS) {
      assertThat(vectors()).anyMatch(it -> it.schema().equals(name) && it.valid());
      assertThat(vectors()).anyMatch(it -> it.schema().equals(name) && !it.valid() && !it.form());
    }
  }

  @Test
  void a_statement_of_another_time_is_kept_as_unknown() throws MalformedException {
    assertThat(Statements.decode(bytes("{\"type\":\"poll\",\"v\":1}")))
        .isEqualTo(new UnknownStatement("poll"));
    assertThat(Statements.decode(bytes("{\"type\":\"version\",\"v\":2}")))
        .isEqualTo(new UnknownStatement("version"));
  }

  @Test
  void the_schema_of_what_was_read_knows_just_what_is_written() throws IOException {
    var schema = JSON.readTree(FOLDER.resolve("parsed.schema.json").toFile());
    assertMembers(schema, schema, RecipeContent.class);
  }

  /** Both ways: a member that either has alone would let the two drift apart. */
  private static void assertMembers(JsonNode root, JsonNode schema, Class<?> type) {
    var named = new ArrayList<String>();
    schema.path("properties").fieldNames().forEachRemaining(named::add);
    var components = new ArrayList<String>();
    for (var component : type.getRecordComponents()) {
      var name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      components.add(name);
      var member = schema.path("properties").path(name);
      var part =
          component.getGenericType() instanceof ParameterizedType list
              ? list.getActualTypeArguments()[0]
              : component.getType();
      if (part instanceof Class<?> record && record.isRecord()) {
        var reference = (member.has("items") ? member.path("items") : member).path("$ref").asText();
        assertMembers(root, root.at(reference.substring(1)), record);
      }
    }
    assertThat(named).as(type.getSimpleName()).containsExactlyElementsOf(components);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean satisfies(SchemaRegistry schemas, Vector it) throws IOException {
    return schemas
        .getSchema(SchemaLocation.of(BASE + it.schema()))
        .validate(JSON.readTree(it.text()))
        .isEmpty();
  }

  private static String again(Vector it) throws MalformedException {
    var bytes =
        switch (it.schema()) {
          case "manifest" -> Manifest.parse(it.bytes()).bytes();
          case "parsed" ->
              RecipeObject.of(
                      RecipeObject.decode(it.bytes())
                          .orElseThrow(() -> new MalformedException("parsed", "no reading")))
                  .bytes();
          case "texts" -> HeadTexts.parse(it.bytes()).bytes();
          default -> Statements.encode(Statements.decode(it.bytes())).orElseThrow();
        };
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
