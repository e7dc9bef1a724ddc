package coop.potluck.parsing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a YAML document that remembers its file and its line, counted from 1. The line of a
 * mapping's value is that of its key. Merge keys are applied and aliases resolved; a value that
 * several aliases name is one object.
 */
public sealed interface YamlNode {

  /** The name of the document, as it was given to the reader. */
  String file();

  int line();

  /** The file and line: {@code compose.yml:12}. */
  default String where() {
    return file() + ":" + line();
  }

  /**
   * A scalar.
   *
   * @param text unquoted, and with its variables replaced once that has been done
   * @param plain whether it was written without quotes, so that {@code 3} is a number and {@code ~}
   *     is nothing
   * @param raw as written, unquoted
   */
  record Scalar(String file, int line, String text, boolean plain, String raw) implements YamlNode {

    /** Whether it stands for nothing. */
    public boolean isNull() {
      return plain
          && (text.isEmpty()
              || text.equals("~")
              || text.equals("null")
              || text.equals("Null")
              || text.equals("NULL"));
    }
  }

  /** A sequence. */
  record Sequence(String file, int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A mapping, in the order of the document. */
  record Mapping(String file, int line, Map<String, YamlNode> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
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

  /** A value that Compose's {@code !reset} or {@code !override} marks for merging. */
  record Tagged(String tag, YamlNode value) implements YamlNode {

    static final String RESET = "!reset";
    static final String OVERRIDE = "!override";

    @Override
    public String file() {
      return value.file();
    }

    @Override
    public int line() {
      return value.line();
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
