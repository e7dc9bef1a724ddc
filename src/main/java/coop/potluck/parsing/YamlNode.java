package coop.potluck.parsing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a YAML document that remembers its line, counted from 1. Merge keys are applied and
 * aliases resolved; a value that several aliases name is one object.
 */
public sealed interface YamlNode {

  int line();

  /**
   * A scalar.
   *
   * @param text as written, unquoted
   * @param plain whether it was written without quotes, so that {@code 3} is a number and {@code ~}
   *     is nothing
   */
  record Scalar(int line, String text, boolean plain) implements YamlNode {

    /** Whether it stands for nothing. */
    public boolean isNull() {
      return plain
          && (text.isEmpty() || text.equals("~") || text.equals("null") || text.equals("Null"));
    }
  }

  /** A sequence. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A mapping, in the order of the document. */
  record Mapping(int line, Map<String, YamlNode> entries) implements YamlNode {
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key; a key that stands for nothing has none. */
    public Optional<YamlNode> find(String key) {
      return Optional.ofNullable(entries.get(key))
          .filter(node -> !(node instanceof Scalar scalar && scalar.isNull()));
    }

    /** The text of a scalar; null where the key has none, or no scalar. */
    public @Nullable String text(String key) {
      return find(key).map(node -> node instanceof Scalar s ? s.text() : null).orElse(null);
    }
  }

  /** The scalars of a sequence, or the one scalar that stands in its place. */
  default List<Scalar> scalars() {
    var found = new ArrayList<Scalar>();
    if (this instanceof Scalar scalar && !scalar.isNull()) {
      found.add(scalar);
    } else if (this instanceof Sequence sequence) {
      for (var item : sequence.items()) {
        if (item instanceof Scalar scalar) {
          found.add(scalar);
        }
      }
    }
    return found;
  }
}
