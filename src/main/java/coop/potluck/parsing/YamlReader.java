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
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** Reads one YAML document into {@link YamlNode}s, within limits. */
public final class YamlReader {

  /**
   * How much of a document is read.
   *
   * @param maxCodePoints of the text, and of what it says once aliases are resolved
   * @param maxDepth of nesting
   * @param maxNodes after aliases are resolved, so that a small text cannot stand for a huge tree
   */
  public record Limits(int maxCodePoints, int maxDepth, int maxNodes) {
    public static final Limits DEFAULT = new Limits(1_000_000, 50, 100_000);
  }

  /** A document, or why there is none. An empty document has neither. */
  public record Result(@Nullable YamlNode root, List<Problem> problems) {}

  /** What a plain scalar means is for its reader to say, so nothing is guessed beforehand. */
  private static final Schema TEXT_ONLY = new FailsafeSchema();

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
            .setSchema(TEXT_ONLY)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(1_000)
            .setCodePointLimit(limits.maxCodePoints())
            .build();
    try {
      var events = new ParserImpl(settings, new StreamReader(settings, text));
      var root =
          new Composer(settings, new ShallowParser(events, name, limits.maxDepth()))
              .getSingleNode();
      return new Result(root.isPresent() ? new Walk(name).document(root.get()) : null, List.of());
    } catch (RefusedException e) {
      return failed(e.where(), e.expected());
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      var begun = e.getContextMark().map(mark -> mark.getLine() + 1).orElse(line);
      return failed(
          name + ":" + line,
          "valid YAML: "
              + clipped(e.getProblem())
              + (begun.equals(line) ? "" : ", in what begins at line " + begun));
    } catch (YamlEngineException e) {
      return failed(name, "valid YAML: " + clipped(String.valueOf(e.getMessage())));
    }
  }

  private static Result failed(String where, String expected) {
    return new Result(null, List.of(new Problem(where, expected)));
  }

  /** One document on its way from the library's nodes to ours. */
  private final class Walk {
    private final String name;
    private final IdentityHashMap<Node, YamlNode> seen = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Weight> weights = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();
    private long nodes;
    private long characters;
    private int depthReached;

    Walk(String name) {
      this.name = name;
    }

    YamlNode document(Node root) {
      return node(root, 0, line(root));
    }

    private YamlNode node(Node node, int depth, int line) {
      var known = seen.get(node);
      if (known != null) {
        var weight = weights.getOrDefault(node, Weight.ONE);
        count(node, weight.nodes());
        countText(node, weight.characters());
        deepest(node, depth, weight.height());
        return known;
      }
      deepest(node, depth, 0);
      if (open.put(node, true) != null) {
        throw refused(node, "an alias that stands within its own anchor");
      }
      var nodesBefore = nodes;
      var charactersBefore = characters;
      var depthBefore = depthReached;
      depthReached = depth;
      count(node, 1);
      var made = tagged(node, make(node, depth, line));
      open.remove(node);
      seen.put(node, made);
      weights.put(
          node,
          new Weight(
              (int) (nodes - nodesBefore), characters - charactersBefore, depthReached - depth));
      depthReached = Math.max(depthReached, depthBefore);
      return made;
    }

    private YamlNode make(Node node, int depth, int line) {
      if (node instanceof ScalarNode scalar) {
        var text = scalar.getValue();
        var plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        countText(node, text.length());
        return new YamlNode.Scalar(name, line, text, plain, text);
      } else if (node instanceof SequenceNode sequence) {
        var items = new ArrayList<YamlNode>();
        for (var item : sequence.getValue()) {
          items.add(node(item, depth + 1, line(item)));
        }
        return new YamlNode.Sequence(name, line, items);
      } else if (node instanceof MappingNode mapping) {
        return mapping(mapping, depth, line);
      }
      throw refused(node, "a kind of node that Compose does not know");
    }

    private static YamlNode tagged(Node node, YamlNode made) {
      var tag = node.getTag().getValue();
      return tag.equals(YamlNode.Tagged.RESET) || tag.equals(YamlNode.Tagged.OVERRIDE)
          ? new YamlNode.Tagged(tag, made)
          : made;
    }

    private YamlNode.Mapping mapping(MappingNode mapping, int depth, int line) {
      var own = new LinkedHashMap<String, YamlNode>();
      var merged = new LinkedHashMap<String, YamlNode>();
      for (var tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw refused(tuple.getKeyNode(), "a key that is no plain text");
        }
        var value = node(tuple.getValueNode(), depth + 1, line(key));
        if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
          merge(tuple.getValueNode(), value, merged);
        } else if (own.put(key.getValue(), value) != null) {
          throw refused(key, "the key " + clipped(key.getValue()) + " stands twice in one mapping");
        }
      }
      merged.forEach(own::putIfAbsent);
      return new YamlNode.Mapping(name, line, own);
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

    private void countText(Node node, long moreCharacters) {
      characters += moreCharacters;
      if (characters > limits.maxCodePoints()) {
        throw refused(
            node, "more than " + limits.maxCodePoints() + " characters, aliases resolved");
      }
    }

    private void count(Node node, int more) {
      nodes += more;
      if (nodes > limits.maxNodes()) {
        throw refused(node, "more than " + limits.maxNodes() + " values, aliases resolved");
      }
    }

    /** An alias stands for all that its anchor holds, so that counts towards the depth too. */
    private void deepest(Node node, int depth, int height) {
      if (depth + height > limits.maxDepth()) {
        throw ShallowParser.tooDeep(name + ":" + line(node), limits.maxDepth());
      }
      depthReached = Math.max(depthReached, depth + height);
    }

    private int line(Node node) {
      return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private RefusedException refused(Node node, String expected) {
      return new RefusedException(name + ":" + line(node), expected);
    }
  }

  /** What an anchor's value holds, itself included. */
  private record Weight(int nodes, long characters, int height) {
    static final Weight ONE = new Weight(1, 0, 0);
  }

  private static String clipped(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /** The mapping at the root, if the document is one. */
  public static Optional<YamlNode.Mapping> mapping(Result result) {
    return result.root() instanceof YamlNode.Mapping mapping
        ? Optional.of(mapping)
        : Optional.empty();
  }
}
