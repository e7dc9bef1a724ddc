package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import coop.potluck.parsing.YamlReader;
import coop.potluck.recipe.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A YAML file of the operator's, with the problems found in it so far. */
final class ConfigDocument {

  private static final long MAX_BYTES = 1L << 20;

  private final String name;
  private final Path folder;
  private final List<String> lines;
  private final YamlNode.Mapping root;
  private final List<Problem> problems = new ArrayList<>();

  private ConfigDocument(String name, Path folder, String text) {
    this.name = name;
    this.folder = folder;
    this.lines = text.lines().toList();
    var result = new YamlReader(YamlReader.Limits.DEFAULT).read(name, text);
    problems.addAll(result.problems());
    if (result.root() instanceof YamlNode.Mapping mapping) {
      this.root = mapping;
    } else {
      this.root = new YamlNode.Mapping(name, 1, Map.of());
      if (result.root() != null && !isNothing(result.root())) {
        problems.add(new Problem(name + ":1", "a mapping of keys to values"));
      }
    }
  }

  static ConfigDocument read(Path file) {
    var absolute = file.toAbsolutePath().normalize();
    var folder = absolute.getParent() == null ? absolute : absolute.getParent();
    var document = new ConfigDocument(file.toString(), folder, "");
    try {
      if (Files.size(file) <= MAX_BYTES) {
        return new ConfigDocument(file.toString(), folder, Files.readString(file));
      }
      document.problem(file.toString(), "at most " + MAX_BYTES + " bytes");
    } catch (NoSuchFileException e) {
      document.problem(file.toString(), "there is no such file");
    } catch (CharacterCodingException e) {
      document.problem(file.toString(), "text in UTF-8");
    } catch (IOException e) {
      document.problem(file.toString(), "the file cannot be read");
    }
    return document;
  }

  /** No file at all: everything is as by default. */
  static ConfigDocument empty() {
    return new ConfigDocument("(no file)", Path.of("").toAbsolutePath(), "");
  }

  YamlNode.Mapping root() {
    return root;
  }

  /** The folder that relative paths start from. */
  Path folder() {
    return folder;
  }

  List<Problem> problems() {
    return problems;
  }

  void problem(String where, String expected) {
    problems.add(new Problem(where, expected));
  }

  void problem(YamlNode node, String expected) {
    problem(name + ":" + node.line(), expected);
  }

  /** Refuses the keys that nobody knows. */
  void refuseUnknown(YamlNode.Mapping mapping, String path, Collection<String> known) {
    mapping
        .entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                problem(where(key, value, path), ConfigKeys.unknown(key, known));
              }
            });
  }

  /** {@code potluck.yaml:12 mirror.max_refs}. */
  String where(String key, YamlNode value, String path) {
    return name + ":" + line(key, value) + " " + (path.isEmpty() ? key : path + "." + key);
  }

  /** Values know their line, but a block's first line is the one below its key. */
  private int line(String key, YamlNode value) {
    for (var line = value.line(); line > 0 && line <= lines.size(); line--) {
      if (lines.get(line - 1).contains(key)) {
        return line;
      }
    }
    return value.line();
  }

  static boolean isNothing(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNull();
  }
}
