package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.compatibility.Linter;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The table of routes and the specification say the same, both ways. */
class OpenApiContractTest {

  /** What comes from elsewhere and may hold anything, and the one object whose keys are names. */
  private static final Set<String> OPEN = Set.of("Push", "RecipesJson");

  private static final ApiServer SERVER = new ApiServer();
  private static final Contract CONTRACT = new Contract();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void every_route_is_specified_and_every_operation_is_served() {
    var served = new TreeSet<String>();
    for (var route : SERVER.routes) {
      served.add(route.method() + " " + specified(route));
    }
    assertThat(operations().keySet()).isEqualTo(served);
  }

  @Test
  void every_route_takes_the_parameters_that_are_specified() {
    var operations = operations();
    for (var route : SERVER.routes) {
      var operation =
          Objects.requireNonNull(operations.get(route.method() + " " + specified(route)));
      assertThat(CONTRACT.parameters(operation, "query"))
          .as(route.path())
          .isEqualTo(new TreeSet<>(route.parameters().stream().map(Parameter::name).toList()));
      assertThat(CONTRACT.parameters(operation, "path")).as(route.path()).isEqualTo(inPath(route));
      for (var parameter : route.parameters()) {
        assertThat(bounds(operation, parameter.name()))
            .as(route.path() + " " + parameter.name())
            .isEqualTo(bounds(parameter));
      }
    }
  }

  /** A last part that spans slashes is an extension of the specification. */
  private static String specified(Route route) {
    var path = route.path().replace('<', '{').replace('>', '}');
    assertThat(CONTRACT.spansSlashes(CONTRACT.spec().path("paths").path(path)))
        .as(path)
        .isEqualTo(!path.equals(route.path()));
    return path;
  }

  private static Map<String, JsonNode> operations() {
    var operations = new TreeMap<String, JsonNode>();
    Contract.fields(CONTRACT.spec().path("paths"))
        .forEach(
            path ->
                Contract.fields(path.getValue())
                    .forEach(
                        operation ->
                            operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    return operations;
  }

  private static Set<String> inPath(Route route) {
    var names = new TreeSet<String>();
    for (var part : specified(route).split("/", -1)) {
      if (part.startsWith("{")) {
        names.add(part.substring(1, part.length() - 1));
      }
    }
    return names;
  }

  private static List<String> bounds(JsonNode operation, String name) {
    var parameter =
        Contract.stream(operation.path("parameters"))
            .map(CONTRACT::resolve)
            .filter(it -> it.path("name").asText().equals(name))
            .findFirst()
            .orElseThrow();
    var schema = parameter.path("schema");
    var list = schema.path("type").asText().equals("array");
    var one = list ? schema.path("items") : schema;
    var bounds = new ArrayList<String>();
    bounds.add(list ? "array, explode " + parameter.path("explode").asBoolean(true) : "one");
    for (var word : new String[] {"minimum", "maximum"}) {
      bounds.add(word + schema.path(word).asText(""));
    }
    var preset = schema.path("default");
    bounds.add("default" + (list ? preset.path(0) : preset).asText(""));
    bounds.add(Contract.stream(one.path("enum")).map(JsonNode::asText).sorted().toList() + "");
    for (var word : new String[] {"minLength", "maxLength"}) {
      bounds.add(word + one.path(word).asText(""));
    }
    return bounds;
  }

  private static List<String> bounds(Parameter parameter) {
    var number = parameter.type() == Parameter.Type.INTEGER;
    var some = parameter.type() == Parameter.Type.SOME;
    var choices = new ArrayList<>(parameter.choices());
    if (some) {
      choices.addAll(List.of(Parameter.ALL, Parameter.NONE));
    }
    var text = !number && choices.isEmpty();
    var bounds = new ArrayList<String>();
    bounds.add(some || parameter.repeatable() ? "array, explode " + !some : "one");
    bounds.add("minimum" + (number ? parameter.least() : ""));
    bounds.add("maximum" + (number ? parameter.most() : ""));
    bounds.add("default" + Optional.ofNullable(parameter.preset()).orElse(""));
    bounds.add(choices.stream().sorted().toList() + "");
    bounds.add("minLength" + (text ? parameter.least() : ""));
    bounds.add("maxLength" + (text ? parameter.most() : ""));
    return bounds;
  }

  @Test
  void every_kind_of_problem_is_specified() {
    var specified =
        Contract.stream(CONTRACT.spec().at("/components/schemas/Problem/properties/type/enum"))
            .map(JsonNode::asText)
            .toList();
    assertThat(Api.problemTypes().stream().map(ProblemType::uri))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(specified);
    var table = CONTRACT.spec().at("/info/description").asText();
    for (var type : Api.problemTypes()) {
      assertThat(table).contains("| `" + type.slug() + "` | " + type.status() + " |");
    }
  }

  @Test
  void every_object_says_all_its_keys_and_describes_them() {
    Contract.fields(CONTRACT.spec().at("/components/schemas"))
        .filter(entry -> !OPEN.contains(entry.getKey()))
        .forEach(entry -> assertStrict(entry.getKey(), entry.getValue()));
  }

  private static void assertStrict(String where, JsonNode schema) {
    if (schema.path("type").asText().equals("object")) {
      assertThat(schema.has("additionalProperties")).as(where).isTrue();
      assertThat(schema.path("description").asText()).as(where).isNotBlank();
    }
    Contract.fields(schema.path("properties"))
        .forEach(
            property -> {
              var name = where + "." + property.getKey();
              var value = property.getValue();
              assertThat(value.has("$ref") || value.has("description")).as(name).isTrue();
              assertStrict(name, value);
            });
    if (schema.has("items")) {
      assertStrict(where + "[]", schema.path("items"));
    }
  }

  @Test
  void every_example_is_what_it_is_an_example_of() {
    var checked = new ArrayList<String>();
    Contract.fields(CONTRACT.spec().at("/components/schemas"))
        .forEach(
            schema ->
                Contract.fields(schema.getValue().path("properties"))
                    .forEach(
                        property ->
                            Contract.stream(property.getValue().path("examples"))
                                .forEach(
                                    example -> {
                                      checked.add(schema.getKey());
                                      assertThat(CONTRACT.faults(property.getValue(), example))
                                          .as(schema.getKey() + "." + property.getKey())
                                          .isEmpty();
                                    })));
    assertThat(checked).hasSizeGreaterThan(50);
    operations()
        .forEach(
            (name, operation) ->
                Contract.stream(operation.path("parameters"))
                    .map(parameter -> CONTRACT.resolve(parameter).path("schema"))
                    .forEach(
                        schema ->
                            Contract.stream(schema.path("examples"))
                                .forEach(
                                    example ->
                                        assertThat(CONTRACT.faults(schema, example))
                                            .as(name + " " + example)
                                            .isEmpty())));
    operations()
        .forEach(
            (name, operation) ->
                Contract.fields(operation.at("/responses/200/content"))
                    .filter(content -> content.getValue().has("example"))
                    .forEach(
                        content ->
                            assertThat(
                                    CONTRACT.faults(
                                        content.getValue().path("schema"),
                                        content.getValue().path("example")))
                                .as(name)
                                .isEmpty()));
  }

  @Test
  void every_example_of_a_rule_is_that_rule() {
    var examples = new ArrayList<JsonNode>();
    operations()
        .values()
        .forEach(
            it ->
                it.at("/responses/200/content/application~1json/example/rules")
                    .forEach(examples::add));
    assertThat(examples).hasSizeGreaterThan(3);
    for (var example : examples) {
      var rule =
          Linter.rules().stream()
              .filter(it -> it.id().equals(example.path("id").asText()))
              .findFirst()
              .orElseThrow();
      assertThat(example.path("what").asText()).isEqualTo(rule.what());
      assertThat(example.path("severity").asText())
          .isEqualTo(rule.severity().name().toLowerCase(Locale.ROOT));
      assertThat(example.path("page").asText()).isEqualTo(LintView.page(rule.id()));
    }
  }

  @Test
  void the_check_itself_finds_what_is_not_specified() {
    var health = CONTRACT.spec().at("/components/schemas/Health");
    assertThat(
            CONTRACT.faults(health, Json.parse(Json.write(Map.of("status", "live"))).orElseThrow()))
        .isEmpty();
    assertThat(
            CONTRACT.faults(
                health, Json.parse(Json.write(Map.of("status", "live", "more", 1))).orElseThrow()))
        .isNotEmpty();
    assertThat(CONTRACT.faults(health, Json.parse(Json.write(Map.of())).orElseThrow()))
        .isNotEmpty();
  }
}
