package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import coop.potluck.source.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Binds the configuration to settings records by their components' names. A command-line option
 * wins over the environment ({@code POTLUCK_<SECTION>_<KEY>}), which wins over the file.
 */
final class ConfigReader {

  private static final String PREFIX = "POTLUCK_";

  private final ConfigDocument document;
  private final Map<String, String> environment;
  private final Map<String, String> options;
  private final ConfigSecrets secrets;
  private final Origins origins;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Set<String>> sections = new TreeMap<>();

  /**
   * @param options by key, such as {@code server.port}
   * @param origins learns where each value comes from
   */
  ConfigReader(
      ConfigDocument document,
      Map<String, String> environment,
      Map<String, String> options,
      Origins origins) {
    this.origins = origins;
    this.document = document;
    this.environment = environment;
    this.options = options;
    this.secrets = new ConfigSecrets(document, environment);
  }

  /** A value as somebody wrote it, and where. */
  private record Given(@Nullable YamlNode node, @Nullable String text, String where, Path folder) {}

  /** A path at the top of the file. */
  @Nullable Path path(String key, @Nullable Path absent) {
    known.add(key);
    var given = given(document.root(), "", key);
    if (given == null || (given.node() != null && ConfigDocument.isNothing(given.node()))) {
      return absent;
    }
    var text = text(given);
    if (text == null || text.isBlank()) {
      document.problem(given.where(), "a path");
      return absent;
    }
    try {
      return ConfigValues.path(text, given.folder());
    } catch (IllegalArgumentException e) {
      document.problem(given.where(), String.valueOf(e.getMessage()));
      return absent;
    }
  }

  /** A section's settings; what is not said, or said wrongly, stays as in {@code defaults}. */
  <T extends Record & Settings> T section(String name, Class<T> type, T defaults) {
    known.add(name);
    var mapping = mapping(name);
    var components = type.getRecordComponents();
    var wheres = new HashMap<String, String>();
    var values = new ArrayList<@Nullable Object>();
    var keys = new LinkedHashSet<String>();
    for (var component : components) {
      var key = ConfigKeys.snake(component.getName());
      if (component.getType() == Secret.class) {
        keys.addAll(List.of(key, key + "_env", key + "_file"));
        values.add(secret(mapping, name, key, value(component, defaults)));
      } else {
        keys.add(key);
        values.add(bound(component, mapping, name, key, defaults, wheres));
      }
    }
    sections.put(name, keys);
    document.refuseUnknown(mapping, name, keys);
    var settings = make(type, components, values);
    for (var problem : settings.problems()) {
      var key = problem.where().replaceFirst("[^a-z0-9_].*", "");
      document.problem(wheres.getOrDefault(key, name + "." + key), problem.expected());
    }
    return settings;
  }

  /** Every problem, once all sections were asked for: unknown sections and variables included. */
  List<Problem> problems() {
    document.refuseUnknown(document.root(), "", known);
    for (var variable : environment.keySet().stream().sorted().toList()) {
      sections.forEach(
          (section, keys) -> {
            var prefix = PREFIX + section.toUpperCase(Locale.ROOT) + "_";
            if (variable.startsWith(prefix)) {
              var key = variable.substring(prefix.length()).toLowerCase(Locale.ROOT);
              if (!keys.contains(key)) {
                document.problem(variable, ConfigKeys.unknown(key, keys));
              }
            }
          });
    }
    return document.problems();
  }

  private YamlNode.Mapping mapping(String section) {
    var node = document.root().find(section).orElse(null);
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    if (node != null) {
      document.problem(document.where(section, node, ""), "a mapping of keys to values");
    }
    return new YamlNode.Mapping("", 1, Map.of());
  }

  private @Nullable Given given(YamlNode.Mapping mapping, String section, String key) {
    var path = section.isEmpty() ? key : section + "." + key;
    var found = given(mapping, section, key, path);
    if (found != null) {
      origins.put(path, found.where().replaceFirst(" [^ ]*$", ""));
    }
    return found;
  }

  private @Nullable Given given(YamlNode.Mapping mapping, String section, String key, String path) {
    var here = Path.of("").toAbsolutePath();
    var option = options.get(path);
    if (option != null) {
      return new Given(null, option, "--" + key, here);
    }
    var variable = PREFIX + path.replace('.', '_').toUpperCase(Locale.ROOT);
    var text = environment.get(variable);
    if (text != null) {
      return new Given(null, text, variable, here);
    }
    var node = mapping.entries().get(key);
    return node == null
        ? null
        : new Given(node, null, document.where(key, node, section), document.folder());
  }

  private @Nullable Object bound(
      RecordComponent component,
      YamlNode.Mapping mapping,
      String section,
      String key,
      Record defaults,
      Map<String, String> wheres) {
    var absent = value(component, defaults);
    var given = given(mapping, section, key);
    if (given == null) {
      return absent;
    }
    wheres.put(key, given.where());
    if (component.getType() == List.class) {
      return list(given, absent);
    }
    var text = text(given);
    if (text == null || (text.isBlank() && component.getType() != String.class)) {
      if (given.node() != null && ConfigDocument.isNothing(given.node()) && isNullable(component)) {
        return null;
      }
      document.problem(given.where(), "one value; leave the key out for the default");
      return absent;
    }
    try {
      return ConfigValues.parse(component, text, given.folder());
    } catch (IllegalArgumentException e) {
      document.problem(given.where(), e.getMessage() + ", not " + ConfigValues.quoted(text));
      return absent;
    }
  }

  private @Nullable Object list(Given given, @Nullable Object absent) {
    if (given.text() != null) {
      return Arrays.stream(given.text().split(",", -1))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .toList();
    }
    var node = given.node();
    if (node == null || ConfigDocument.isNothing(node)) {
      return List.of();
    }
    var scalars = node.scalars();
    if (node instanceof YamlNode.Mapping
        || (node instanceof YamlNode.Sequence all && all.items().size() != scalars.size())) {
      document.problem(given.where(), "a list of values");
      return absent;
    }
    return scalars.stream().map(YamlNode.Scalar::text).toList();
  }

  private @Nullable Object secret(
      YamlNode.Mapping mapping, String section, String key, @Nullable Object absent) {
    var variable = PREFIX + (section + "_" + key).toUpperCase(Locale.ROOT);
    var text = environment.get(variable);
    if (text != null) {
      origins.put(section + "." + key, variable);
      return secrets.checked(text, variable);
    }
    var found = secrets.find(mapping, section, key);
    if (found != null) {
      refer(mapping, section, key);
    }
    return found == null ? absent : found;
  }

  /** Notes what led to a secret; another file's folder may be another, so its path is whole. */
  private void refer(YamlNode.Mapping mapping, String section, String key) {
    for (var way : List.of(key + "_env", key + "_file")) {
      if (mapping.find(way).orElse(null) instanceof YamlNode.Scalar named) {
        var value =
            way.endsWith("_env")
                ? named.text()
                : ConfigValues.path(named.text(), document.folder()).toString();
        origins.put(
            section + "." + key,
            document.where(way, named, section).replaceFirst(" [^ ]*$", ""),
            way + ": " + ConfigValues.quoted(value));
      }
    }
  }

  private static @Nullable String text(Given given) {
    if (given.text() != null) {
      return given.text();
    }
    return given.node() instanceof YamlNode.Scalar scalar && !scalar.isNull()
        ? scalar.text()
        : null;
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  static @Nullable Object value(RecordComponent component, Record of) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T make(
      Class<T> type, RecordComponent[] components, List<@Nullable Object> values) {
    var types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(size -> new Class<?>[size]);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("settings check their ranges in problems()", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
