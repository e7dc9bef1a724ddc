package coop.potluck.parsing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;

/** Replaces the variables in the values of a Compose file; keys are left as they are. */
final class InterpolatedTree {

  /** Compose looks for variables in these alone, so that {@code x-…} may hold any text. */
  private static final Set<String> SECTIONS =
      Set.of("services", "volumes", "networks", "configs", "secrets");

  private final Interpolation interpolation;
  private final Findings problems;
  private final long maxLength;
  private long length;

  /**
   * For one document.
   *
   * @param maxLength in characters, of all its values together
   */
  InterpolatedTree(Interpolation interpolation, Findings problems, long maxLength) {
    this.interpolation = interpolation;
    this.problems = problems;
    this.maxLength = maxLength;
  }

  /** Whether variables are looked for in what is under a document's key. */
  static boolean isRead(String key) {
    return SECTIONS.contains(key);
  }

  /** The characters of all values so far. */
  long length() {
    return length;
  }

  YamlNode.Mapping document(YamlNode.Mapping root) {
    var sections = new LinkedHashMap<String, YamlNode>();
    root.entries().forEach((key, value) -> sections.put(key, isRead(key) ? node(value) : value));
    return new YamlNode.Mapping(root.file(), root.line(), sections);
  }

  private YamlNode node(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar(scalar);
    } else if (node instanceof YamlNode.Sequence sequence) {
      var items = new ArrayList<YamlNode>(sequence.items().size());
      var changed = false;
      for (var item : sequence.items()) {
        var made = node(item);
        changed |= made != item;
        items.add(made);
      }
      return changed ? new YamlNode.Sequence(node.file(), node.line(), items) : node;
    } else if (node instanceof YamlNode.Mapping mapping) {
      var entries = new LinkedHashMap<String, YamlNode>();
      var changed = false;
      for (var entry : mapping.entries().entrySet()) {
        var made = node(entry.getValue());
        changed |= made != entry.getValue();
        entries.put(entry.getKey(), made);
      }
      return changed ? new YamlNode.Mapping(node.file(), node.line(), entries) : node;
    }
    var tagged = (YamlNode.Tagged) node;
    return new YamlNode.Tagged(tagged.tag(), node(tagged.value()));
  }

  private YamlNode scalar(YamlNode.Scalar scalar) {
    if (length > maxLength) {
      return scalar;
    }
    if (scalar.raw().indexOf('$') < 0) {
      count(scalar, scalar.text());
      return scalar;
    }
    var result = interpolation.expand(scalar.raw());
    if (result.error() != null) {
      problems.add(scalar.where(), result.error());
      return scalar;
    }
    count(scalar, result.text());
    return new YamlNode.Scalar(scalar.file(), scalar.line(), result.text(), false, scalar.raw());
  }

  private void count(YamlNode.Scalar scalar, String text) {
    length += text.length();
    if (length > maxLength) {
      problems.add(scalar.where(), "fewer characters once variables are replaced");
    }
  }
}
