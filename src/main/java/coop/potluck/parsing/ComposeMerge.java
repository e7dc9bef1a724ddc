package coop.potluck.parsing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Merges one Compose file over another, field by field.
 *
 * <p>Mappings merge, sequences append, anything else is replaced, but for the fields of a service
 * that {@link #SERVICE_FIELDS} names. A value that is null changes nothing. An entry of a list with
 * a unique key takes the place of the earlier one.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/13-merge.md">the rules</a>
 */
final class ComposeMerge {

  /** How two values of a field become one. */
  @FunctionalInterface
  private interface Rule {
    YamlNode merge(ComposeMerge merge, String path, YamlNode base, YamlNode over);
  }

  private static final Rule GENERIC = ComposeMerge::generic;
  private static final Rule REPLACE = (merge, path, base, over) -> over;
  private static final Rule PAIRS = (merge, path, base, over) -> merge.pairs(path, base, over);
  private static final Rule LIST = ComposeMerge::append;

  private static final Map<String, Rule> SERVICE_FIELDS =
      Map.ofEntries(
          Map.entry("command", REPLACE),
          Map.entry("entrypoint", REPLACE),
          Map.entry("healthcheck", (m, path, a, b) -> m.fields(path, a, b, "test", REPLACE)),
          Map.entry("environment", PAIRS),
          Map.entry("labels", PAIRS),
          Map.entry("annotations", PAIRS),
          Map.entry("sysctls", PAIRS),
          Map.entry("deploy", (m, path, a, b) -> m.fields(path, a, b, "labels", PAIRS)),
          Map.entry("networks", PAIRS),
          Map.entry("depends_on", PAIRS),
          Map.entry("dns", LIST),
          Map.entry("dns_search", LIST),
          Map.entry("tmpfs", LIST),
          Map.entry("env_file", LIST),
          Map.entry("logging", ComposeMerge::logging),
          Map.entry("ports", unique(ComposeMerge::portKey)),
          Map.entry(
              "volumes",
              unique(node -> ShortSyntax.mount(node).map(mount -> mount.target()).orElse(""))),
          Map.entry("secrets", unique(node -> attachmentKey(node, "/run/secrets/"))),
          Map.entry("configs", unique(node -> attachmentKey(node, "/"))));

  private final Findings problems;

  private ComposeMerge(Findings problems) {
    this.problems = problems;
  }

  /**
   * One document over another.
   *
   * @param problems gets the fields that cannot be merged, since Compose would refuse them
   */
  static YamlNode.Mapping merge(YamlNode.Mapping base, YamlNode.Mapping over, Findings problems) {
    return new ComposeMerge(problems).document(base, over);
  }

  /** A document that nothing is merged with: what it resets is gone. */
  static YamlNode.Mapping alone(YamlNode.Mapping document) {
    return (YamlNode.Mapping) plain(document);
  }

  private YamlNode.Mapping document(YamlNode.Mapping base, YamlNode.Mapping over) {
    return entries("", base, over, (m, section, a, b) -> m.section(section, a, b));
  }

  private YamlNode section(String section, YamlNode base, YamlNode over) {
    Rule each =
        section.equals("services")
            ? (m, path, a, b) -> m.service(path, a, b)
            : (m, path, a, b) -> m.fields(path, a, b, "labels", PAIRS);
    return switch (section) {
      case "services", "volumes", "networks", "configs", "secrets" ->
          base instanceof YamlNode.Mapping a && over instanceof YamlNode.Mapping b
              ? entries(section, a, b, each)
              : generic(section, base, over);
      default -> section.startsWith("x-") ? over : generic(section, base, over);
    };
  }

  private YamlNode service(String path, YamlNode base, YamlNode over) {
    return base instanceof YamlNode.Mapping a && over instanceof YamlNode.Mapping b
        ? entries(
            path,
            a,
            b,
            (m, field, x, y) ->
                SERVICE_FIELDS
                    .getOrDefault(field.substring(field.lastIndexOf('.') + 1), GENERIC)
                    .merge(m, field, x, y))
        : generic(path, base, over);
  }

  private YamlNode fields(String path, YamlNode base, YamlNode over, String field, Rule rule) {
    return base instanceof YamlNode.Mapping a && over instanceof YamlNode.Mapping b
        ? entries(
            path,
            a,
            b,
            (m, at, x, y) -> (at.endsWith("." + field) ? rule : GENERIC).merge(m, at, x, y))
        : generic(path, base, over);
  }

  private YamlNode.Mapping entries(
      String path, YamlNode.Mapping base, YamlNode.Mapping over, Rule rule) {
    var merged = new LinkedHashMap<>(base.entries());
    over.entries()
        .forEach(
            (key, value) -> {
              var known = merged.get(key);
              if (value instanceof YamlNode.Tagged tagged) {
                if (tagged.tag().equals(YamlNode.Tagged.RESET)) {
                  merged.remove(key);
                } else {
                  merged.put(key, plain(tagged.value()));
                }
              } else if (known == null || isNull(known)) {
                merged.put(key, plain(value));
              } else if (!isNull(value)) {
                merged.put(
                    key, rule.merge(this, path.isEmpty() ? key : path + "." + key, known, value));
              }
            });
    return new YamlNode.Mapping(base.file(), base.line(), merged);
  }

  private YamlNode generic(String path, YamlNode base, YamlNode over) {
    if (base instanceof YamlNode.Mapping a && over instanceof YamlNode.Mapping b) {
      return entries(path, a, b, GENERIC);
    } else if (base instanceof YamlNode.Sequence && over instanceof YamlNode.Sequence) {
      return append(path, base, over);
    } else if (base instanceof YamlNode.Scalar && over instanceof YamlNode.Scalar) {
      return over;
    }
    return conflict(path, base, over);
  }

  /** Two kinds of value for one field: that of {@code compose.yml} stands, else the later. */
  private YamlNode conflict(String path, YamlNode base, YamlNode over) {
    var kept = base.file().equals(RecipeParser.COMPOSE) ? base : over;
    var dropped = kept == base ? over : base;
    problems.add(
        dropped.where() + " " + path,
        kind(kept) + ", as at " + kept.where() + ", not " + kind(dropped));
    return kept;
  }

  private YamlNode append(String path, YamlNode base, YamlNode over) {
    if (base instanceof YamlNode.Mapping || over instanceof YamlNode.Mapping) {
      return generic(path, base, over);
    }
    var items = new ArrayList<>(items(base));
    items.addAll(items(over));
    return new YamlNode.Sequence(base.file(), base.line(), items);
  }

  /** What may be written as a list too: keys with values, or names with more on each. */
  private YamlNode pairs(String path, YamlNode base, YamlNode over) {
    return entries(path, Pairs.of(base), Pairs.of(over), GENERIC);
  }

  /** Options of one logging driver mean nothing to another. */
  private YamlNode logging(String path, YamlNode base, YamlNode over) {
    if (base instanceof YamlNode.Mapping a && over instanceof YamlNode.Mapping b) {
      var before = a.text("driver");
      var after = b.text("driver");
      return before == null || after == null || before.equals(after)
          ? entries(path, a, b, GENERIC)
          : over;
    }
    return generic(path, base, over);
  }

  private static Rule unique(Function<YamlNode, String> key) {
    return (merge, path, base, over) -> {
      if (!(base instanceof YamlNode.Sequence) || !(over instanceof YamlNode.Sequence)) {
        return merge.generic(path, base, over);
      }
      var byKey = new LinkedHashMap<String, YamlNode>();
      var nameless = new ArrayList<YamlNode>();
      for (var item : items(merge.append(path, base, over))) {
        var name = key.apply(item);
        if (name.isEmpty()) {
          nameless.add(item);
        } else {
          byKey.put(name, item);
        }
      }
      var items = new ArrayList<>(byKey.values());
      items.addAll(nameless);
      return new YamlNode.Sequence(base.file(), base.line(), items);
    };
  }

  private static String portKey(YamlNode node) {
    return ShortSyntax.port(node)
        .map(
            found -> {
              var port = found.port();
              var address = found.address() == null ? "0.0.0.0" : found.address();
              return String.join(
                  " ", address, String.valueOf(port.published()), port.target(), port.protocol());
            })
        .orElse("");
  }

  private static String attachmentKey(YamlNode node, String folder) {
    return ShortSyntax.attachment(node)
        .map(attachment -> ShortSyntax.target(attachment, folder))
        .orElse("");
  }

  private static List<YamlNode> items(YamlNode node) {
    var plain = plain(node);
    return plain instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(plain);
  }

  /** The node without tags and without what they reset. */
  private static YamlNode plain(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      var entries = new LinkedHashMap<String, YamlNode>();
      var changed = false;
      for (var entry : mapping.entries().entrySet()) {
        var value = entry.getValue();
        var reset = value instanceof YamlNode.Tagged t && t.tag().equals(YamlNode.Tagged.RESET);
        var made = reset ? value : plain(value);
        changed |= reset || made != value;
        if (!reset) {
          entries.put(entry.getKey(), made);
        }
      }
      return changed ? new YamlNode.Mapping(node.file(), node.line(), entries) : node;
    } else if (node instanceof YamlNode.Sequence sequence) {
      var items = sequence.items().stream().map(ComposeMerge::plain).toList();
      return new YamlNode.Sequence(node.file(), node.line(), items);
    }
    return node instanceof YamlNode.Tagged tagged ? plain(tagged.value()) : node;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNull();
  }

  private static String kind(YamlNode node) {
    return node instanceof YamlNode.Mapping
        ? "a mapping"
        : node instanceof YamlNode.Sequence ? "a list" : "a single value";
  }
}
