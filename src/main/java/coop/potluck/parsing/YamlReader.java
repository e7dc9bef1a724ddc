package coop.potluck.parsing;

import coop.potluck.recipe.Problem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one YAML document into {@link YamlNode}s, within limits. */
public final class YamlReader {

  /**
   * How much of a document is read.
   *
   * @param maxCodePoints of the text
   * @param maxDepth of nesting
   * @param maxNodes after aliases are resolved, so that a small text cannot stand for a huge tree
   */
  public record Limits(int maxCodePoints, int maxDepth, int maxNodes) {
    public static final Limits DEFAULT = new Limits(1_000_000, 50, 100_000);
  }

  /** A document, or why there is none. An empty document has neither. */
  public record Result(@Nullable YamlNode root, List<Problem> problems) {}

  private final Limits limits;

  public YamlReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * Reads a document.
   *
   * @param name of the file, for problems: {@code compose.yml:12: …}
   */
  public Result read(String name, String text) {
    var settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(1_000)
            .setCodePointLimit(limits.maxCodePoints())
            .build();
    try {
      var root = new Compose(settings).composeString(text);
      return new Result(root.isPresent() ? new Walk(name).node(root.get(), 0) : null, List.of());
    } catch (RefusedException e) {
      return failed(e.where, e.expected);
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      return failed(name + ":" + line, "not valid YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      return failed(name, "not valid YAML: " + e.getMessage());
    } catch (StackOverflowError e) {
      return failed(name, "nested deeper than " + limits.maxDepth() + " levels");
    }
  }

  private static Result failed(String where, String expected) {
    return new Result(null, List.of(new Problem(where, expected)));
  }

  /** One document on its way from the library's nodes to ours. */
  private final class Walk {
    private final String name;
    private final IdentityHashMap<Node, YamlNode> seen = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Integer> weights = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();
    private long nodes;

    Walk(String name) {
      this.name = name;
    }

    YamlNode node(Node node, int depth) {
      if (depth > limits.maxDepth()) {
        throw refused(node, "nested deeper than " + limits.maxDepth() + " levels");
      }
      var known = seen.get(node);
      if (known != null) {
        count(node, weights.getOrDefault(node, 1));
        return known;
      }
      if (open.put(node, true) != null) {
        throw refused(node, "an alias that stands within its own anchor");
      }
      var before = nodes;
      count(node, 1);
      var line = line(node);
      YamlNode made;
      if (node instanceof ScalarNode scalar) {
        made =
            new YamlNode.Scalar(
                line, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
      } else if (node instanceof SequenceNode sequence) {
        var items = new ArrayList<YamlNode>();
        for (var item : sequence.getValue()) {
          items.add(node(item, depth + 1));
        }
        made = new YamlNode.Sequence(line, items);
      } else if (node instanceof MappingNode mapping) {
        made = mapping(mapping, depth);
      } else {
        throw refused(node, "a kind of node that Compose does not know");
      }
      open.remove(node);
      seen.put(node, made);
      weights.put(node, (int) Math.min(Integer.MAX_VALUE, nodes - before));
      return made;
    }

    private YamlNode.Mapping mapping(MappingNode mapping, int depth) {
      var own = new LinkedHashMap<String, YamlNode>();
      var merged = new LinkedHashMap<String, YamlNode>();
      for (var tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw refused(tuple.getKeyNode(), "a key that is no plain text");
        }
        var value = node(tuple.getValueNode(), depth + 1);
        if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
          merge(tuple.getValueNode(), value, merged);
        } else if (own.put(key.getValue(), value) != null) {
          throw refused(key, "the key " + key.getValue() + " stands twice in one mapping");
        }
      }
      merged.forEach(own::putIfAbsent);
      return new YamlNode.Mapping(line(mapping), own);
    }

    /** Of several merged mappings the earlier wins, and the mapping's own keys win over all. */
    private void merge(Node node, YamlNode value, Map<String, YamlNode> into) {
      if (value instanceof YamlNode.Mapping mapping) {
        count(node, mapping.entries().size());
        mapping.entries().forEach(into::putIfAbsent);
      } else if (value instanceof YamlNode.Sequence sequence) {
        sequence.items().forEach(item -> merge(node, item, into));
      } else {
        throw refused(node, "a merge key (<<) takes a mapping or a list of mappings");
      }
    }

    private void count(Node node, int more) {
      nodes += more;
      if (nodes > limits.maxNodes()) {
        throw refused(node, "more than " + limits.maxNodes() + " values, aliases resolved");
      }
    }

    private int line(Node node) {
      return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private RefusedException refused(Node node, String expected) {
      return new RefusedException(name + ":" + line(node), expected);
    }
  }

  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String where;
    private final String expected;

    RefusedException(String where, String expected) {
      super(expected, null, false, false);
      this.where = where;
      this.expected = expected;
    }
  }

  /** The mapping at the root, if the document is one. */
  public static Optional<YamlNode.Mapping> mapping(Result result) {
    return result.root() instanceof YamlNode.Mapping mapping
        ? Optional.of(mapping)
        : Optional.empty();
  }
}
