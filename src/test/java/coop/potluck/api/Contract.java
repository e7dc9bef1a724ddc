package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import coop.potluck.http.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code openapi.yaml}, and whether an exchange keeps to it. */
final class Contract {

  private static final String BASE = "https://contract.example/openapi";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Headers of HTTP, and those that every answer has, are not listed for each operation. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "date",
          "content-type",
          "content-length",
          "content-encoding",
          "connection",
          "cache-control",
          "content-security-policy",
          "x-content-type-options",
          "referrer-policy",
          "cross-origin-resource-policy",
          "access-control-allow-origin",
          "access-control-expose-headers");

  private final JsonNode spec;
  private final SchemaRegistry schemas;

  Contract() {
    try {
      spec =
          new ObjectMapper(new YAMLFactory()).readTree(Files.readString(Path.of("openapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var texts = new ConcurrentHashMap<String, String>();
    texts.put(BASE, spec.toString());
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
  }

  JsonNode spec() {
    return spec;
  }

  /** Fails unless the answer is one that the specification lets this request have. */
  void check(String method, String target, RawHttp.Answer answer) {
    var what = method + " " + target + " -> " + answer.status() + " " + answer.text();
    var path = target.split("\\?", 2)[0];
    var item = item(path);
    var operation =
        item.map(node -> node.path(method.equals("HEAD") ? "get" : lower(method)))
            .filter(node -> !node.isMissingNode());
    if (method.equals("OPTIONS") && item.isPresent()) {
      assertThat(answer.status()).as(what).isEqualTo(204);
      assertThat(answer.header("allow")).as(what).isPresent();
      return;
    }
    var response =
        operation
            .map(node -> resolve(node.path("responses").path("" + answer.status())))
            .filter(node -> !node.isMissingNode());
    if (response.isEmpty()) {
      checkServerProblem(answer, item.isPresent() && operation.isEmpty(), method, what);
      return;
    }
    if (answer.status() < 400) {
      checkQuery(operation.get(), target, what);
    }
    checkHeaders(response.get(), answer, what);
    checkBody(response.get().path("content"), answer, method.equals("HEAD"), what);
  }

  private void checkServerProblem(
      RawHttp.Answer answer, boolean wrongMethod, String method, String what) {
    assertThat(stream(spec.path("x-server-problems")).map(JsonNode::asInt))
        .as("%s is no documented answer", what)
        .contains(answer.status());
    if (wrongMethod && answer.status() == 405) {
      assertThat(answer.header("allow")).as(what).isPresent();
    }
    assertThat(answer.header("content-type")).as(what).contains("application/problem+json");
    if (!method.equals("HEAD")) {
      checkSchema(spec.path("components").path("schemas").path("Problem"), answer, what);
    }
  }

  private void checkQuery(JsonNode operation, String target, String what) {
    var documented = parameters(operation, "query");
    if (target.contains("?")) {
      for (var pair : target.substring(target.indexOf('?') + 1).split("&", -1)) {
        assertThat(documented).as(what).contains(pair.split("=", 2)[0]);
      }
    }
  }

  /** The names of an operation's parameters of one kind. */
  Set<String> parameters(JsonNode operation, String kind) {
    var names = new TreeSet<String>();
    stream(operation.path("parameters"))
        .map(this::resolve)
        .filter(parameter -> parameter.path("in").asText().equals(kind))
        .forEach(parameter -> names.add(parameter.path("name").asText()));
    return names;
  }

  private void checkHeaders(JsonNode response, RawHttp.Answer answer, String what) {
    var documented = new TreeSet<String>(EVERYWHERE);
    fields(response.path("headers"))
        .forEach(
            entry -> {
              documented.add(lower(entry.getKey()));
              checkHeader(entry, answer, what);
            });
    assertThat(documented).as("headers of " + what).containsAll(answer.headers().keySet());
  }

  private void checkHeader(Map.Entry<String, JsonNode> entry, RawHttp.Answer answer, String what) {
    var header = resolve(entry.getValue());
    var value = answer.header(entry.getKey());
    if (header.path("required").asBoolean()) {
      assertThat(value).as(entry.getKey() + " of " + what).isPresent();
    }
    value.ifPresent(
        text ->
            assertThat(
                    schemas
                        .getSchema(header.path("schema"))
                        .validate(JSON.getNodeFactory().textNode(text)))
                .as(entry.getKey() + ": " + text + " of " + what)
                .isEmpty());
  }

  private void checkBody(JsonNode content, RawHttp.Answer answer, boolean head, String what) {
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    var mediaType = answer.header("content-type").orElse("none");
    assertThat(content.has(mediaType)).as("%s is documented for %s", mediaType, what).isTrue();
    if (head) {
      assertThat(answer.body()).as(what).isEmpty();
    } else if (mediaType.endsWith("json")) {
      checkSchema(content.path(mediaType).path("schema"), answer, what);
    }
  }

  private void checkSchema(JsonNode schema, RawHttp.Answer answer, String what) {
    try {
      assertThat(faults(schema, JSON.readTree(answer.text()))).as(what).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(what + " is no JSON", e);
    }
  }

  /** What is wrong with a value by a schema of the specification. */
  List<Error> faults(JsonNode schema, JsonNode value) {
    var absolute = schema.toString().replace("\"#/components/", '"' + BASE + "#/components/");
    try {
      return schemas.getSchema(JSON.readTree(absolute)).validate(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Follows a reference within the specification. */
  JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : spec.at(reference.substring(1));
  }

  /** The entry of the path that fits best: fixed parts go before variable ones. */
  private Optional<JsonNode> item(String path) {
    var given = path.split("/", -1);
    return fields(spec.path("paths"))
        .filter(entry -> fits(entry.getKey().split("/", -1), given, spansSlashes(entry.getValue())))
        .min(Comparator.comparing(entry -> entry.getKey().chars().filter(c -> c == '{').count()))
        .map(Map.Entry::getValue);
  }

  /** Whether the last parameter of these addresses may hold slashes, which OpenAPI cannot say. */
  boolean spansSlashes(JsonNode item) {
    return stream(item.path("get").path("parameters"))
        .anyMatch(parameter -> resolve(parameter).path("x-spans-slashes").asBoolean());
  }

  private static boolean fits(String[] pattern, String[] given, boolean spans) {
    return (spans ? pattern.length <= given.length : pattern.length == given.length)
        && Stream.iterate(0, i -> i + 1)
            .limit(pattern.length)
            .allMatch(
                i ->
                    pattern[i].equals(given[i])
                        || (pattern[i].startsWith("{") && !given[i].isEmpty()));
  }

  static Stream<Map.Entry<String, JsonNode>> fields(JsonNode node) {
    return node.properties().stream();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    Iterable<JsonNode> all = () -> array.elements();
    return StreamSupport.stream(all.spliterator(), false);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
