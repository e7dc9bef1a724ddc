package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import coop.potluck.parsing.YamlNode.Mapping;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Compose files of a recipe, each read once. */
final class ComposeFiles {

  /**
   * A Compose file with its variables replaced, or what is wrong with it.
   *
   * @param root null where there are problems
   */
  record Compose(String path, @Nullable Mapping root, List<Problem> problems) {
    Compose {
      problems = List.copyOf(problems);
    }
  }

  /** A file before its variables are replaced; facts are absent where it has problems. */
  private record Understood(Compose compose, @Nullable ComposeFacts facts) {}

  private final RecipeFiles files;
  private final ParsingSettings settings;
  private final FileMemory memory;
  private final Findings warnings;
  private final YamlReader yaml;
  private final Map<String, Understood> read = new HashMap<>();
  private final IdentityHashMap<Map<String, String>, Expanded> expanded = new IdentityHashMap<>();

  /** The files with one set of variables replaced, and how much text they have become. */
  private static final class Expanded {
    private final Map<String, Compose> files = new HashMap<>();
    private long length;
  }

  ComposeFiles(RecipeFiles files, ParsingSettings settings, FileMemory memory, Findings warnings) {
    this.files = files;
    this.settings = settings;
    this.memory = memory;
    this.warnings = warnings;
    this.yaml = new YamlReader(settings.yaml());
  }

  /** A file with its variables replaced; empty where the repository has none at that path. */
  Optional<Compose> find(String path, Map<String, String> variables) {
    return files
        .find(path)
        .map(
            file ->
                expanded
                    .computeIfAbsent(variables, unseen -> new Expanded())
                    .files
                    .computeIfAbsent(path, unseen -> expanded(file, variables)));
  }

  /** What a file says of itself; empty where there is none, or it could not be read. */
  Optional<ComposeFacts> facts(String path) {
    return files.find(path).map(file -> understood(file).facts());
  }

  private Understood understood(RecipeFile file) {
    return read.computeIfAbsent(
        file.path(),
        unread ->
            memory
                .read(
                    file, Understood.class, warnings, found -> Optional.of(understand(file, found)))
                .orElseThrow());
  }

  private Understood understand(RecipeFile file, Findings found) {
    var compose = read(file, found);
    var root = compose.root();
    return new Understood(
        compose,
        root == null ? null : ComposeFacts.of(root, settings.maxInterpolationDepth(), found));
  }

  private Compose read(RecipeFile file, Findings found) {
    var path = file.path();
    if (!file.isRegular()) {
      return broken(path, path, "a regular file, not a symbolic link or submodule");
    }
    var text = SourceText.of(file, settings.maxFileBytes());
    if (text.isEmpty()) {
      return broken(path, path, "a file of at most " + settings.maxFileBytes() + " bytes");
    }
    found.addAll(text.get().problems());
    var result = yaml.read(path, text.get().text());
    if (!result.problems().isEmpty()) {
      return new Compose(path, null, result.problems());
    }
    if (!(result.root() instanceof YamlNode.Mapping root)) {
      return broken(path, path + ":1", "a Compose file: a mapping with services");
    }
    var problems = shape(root, found);
    return new Compose(path, problems.isEmpty() ? root : null, problems);
  }

  private List<Problem> shape(YamlNode.Mapping root, Findings found) {
    var problems = new Findings(settings.maxWarnings());
    var services = root.find("services").orElse(null);
    if (services instanceof YamlNode.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (name, service) -> {
                if (service instanceof Mapping known) {
                  elsewhere(known, "extends", found);
                }
                if (service instanceof YamlNode.Sequence
                    || (service instanceof YamlNode.Scalar scalar && !scalar.isNull())) {
                  problems.add(
                      service.where() + " services." + clipped(name), "a mapping, as of a service");
                }
              });
      if (mapping.entries().size() > settings.maxServices()) {
        problems.add(services.where(), "at most " + settings.maxServices() + " services");
      }
    } else if (services != null) {
      problems.add(services.where() + " services", "a mapping from names to services");
    }
    elsewhere(root, "include", found);
    return problems.list();
  }

  /** Stacks know neither way of taking a part of a Compose file from another. */
  private static void elsewhere(Mapping node, String key, Findings found) {
    node.find(key)
        .ifPresent(
            value -> found.add(value.where() + " " + key, "all in one place: it is not read"));
  }

  private Compose expanded(RecipeFile file, Map<String, String> variables) {
    var compose = understood(file).compose();
    var others = expanded.get(variables);
    return compose.root() == null || others == null
        ? compose
        : interpolated(compose.root(), variables, others);
  }

  private Compose interpolated(Mapping document, Map<String, String> variables, Expanded others) {
    var problems = new Findings(settings.maxWarnings());
    var interpolation =
        new Interpolation(variables, settings.maxInterpolationDepth(), settings.maxValueLength());
    var tree =
        new InterpolatedTree(interpolation, problems, settings.maxExpandedLength() - others.length);
    var root = tree.document(document);
    others.length += problems.isEmpty() ? tree.length() : 0;
    return new Compose(document.file(), problems.isEmpty() ? root : null, problems.list());
  }

  /**
   * The {@code compose*.yml} at the root, in the order of their names' bytes, as abra reads them.
   */
  List<String> atRoot() {
    return files.list().stream()
        .map(RecipeFile::path)
        .filter(path -> path.indexOf('/') < 0)
        .filter(path -> path.startsWith("compose") && path.endsWith(".yml"))
        .sorted((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
        .toList();
  }

  /**
   * The files that may be added to {@code compose.yml}: by their names, or since the sample does.
   */
  List<String> overlays(List<String> switchedOn) {
    var paths = new ArrayList<String>();
    for (var file : files.list()) {
      var path = file.path();
      var name = path.substring(path.lastIndexOf('/') + 1);
      var isYaml = name.endsWith(".yml") || name.endsWith(".yaml");
      var isNamed =
          name.startsWith("compose.") && name.indexOf('.') != name.lastIndexOf('.') && isYaml;
      var isAtRoot = name.length() == path.length() && name.startsWith("compose") && isYaml;
      var isOverlay = isNamed || isAtRoot || switchedOn.contains(path);
      if (isOverlay && !path.equals(RecipeParser.COMPOSE)) {
        if (paths.size() == settings.maxOverlays()) {
          warnings.add(path, "at most " + settings.maxOverlays() + " overlays; the rest is unread");
          break;
        }
        paths.add(path);
      }
    }
    return paths;
  }

  private static Compose broken(String path, String where, String expected) {
    return new Compose(path, null, List.of(new Problem(where, expected)));
  }

  private static String clipped(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "…";
  }
}
