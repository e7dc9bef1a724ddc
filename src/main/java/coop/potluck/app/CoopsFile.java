package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.source.Coops;
import coop.potluck.source.FollowedCoop;
import coop.potluck.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file that names the co-ops, their sources and their order of precedence. */
final class CoopsFile {

  private static final List<String> KEYS =
      List.of("precedence", "coops", "peers", "witnesses", "witness_for");

  private static final List<String> COOP_KEYS =
      List.of(
          "id",
          "domain",
          "name",
          "homepage",
          "icon",
          "sources",
          "hook_secret",
          "hook_secret_env",
          "hook_secret_file");

  private final ConfigDocument document;
  private final CoopsValues values;
  private final CoopsSources sources;
  private final ConfigSecrets secrets;
  private final Map<CoopId, FollowedCoop> coops = new LinkedHashMap<>();
  private final Set<String> domains = new LinkedHashSet<>();

  private CoopsFile(ConfigDocument document, Map<String, String> environment) {
    this.document = document;
    this.values = new CoopsValues(document);
    this.secrets = new ConfigSecrets(document, environment);
    this.sources = new CoopsSources(document, values, secrets);
  }

  /** What a file names, co-ops in the order of precedence, or all that is wrong with it. */
  static ConfigResult<Followed> read(Path file, Map<String, String> environment) {
    return new CoopsFile(ConfigDocument.read(file), environment).followed();
  }

  private ConfigResult<Followed> followed() {
    var root = document.root();
    document.refuseUnknown(root, "", KEYS);
    var neighbours = new NeighboursReader(document, values).read(root);
    var list = root.find("coops").orElse(null);
    if (list instanceof YamlNode.Sequence sequence) {
      // none, where all is to come from peers
      sequence.items().forEach(this::coop);
    } else if (root.find("peers").isEmpty() && document.problems().isEmpty()) {
      document.problem(
          list == null ? root : list, "coops, a list of them; [] where all is to come from peers");
    }
    var ordered = new LinkedHashSet<CoopId>(precedence(root));
    ordered.addAll(coops.keySet());
    var inOrder = new ArrayList<FollowedCoop>();
    for (var id : ordered) {
      var followed = coops.get(id);
      if (followed != null) {
        inOrder.add(followed);
      }
    }
    return ConfigResult.of(new Followed(new Coops(inOrder), neighbours), document.problems());
  }

  private void coop(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      document.problem(node, "a co-op: a mapping with id, name and sources");
      return;
    }
    document.refuseUnknown(mapping, "", COOP_KEYS);
    var id = id(mapping);
    if (id == null) {
      // its sources are read all the same, for the problems they may have
      id = new CoopId("unnamed");
    } else if (coops.containsKey(id)) {
      document.problem(mapping, "an id of its own; " + id + " is taken by a co-op above");
    }
    var name = values.text(mapping, "name");
    var coop =
        new Coop(
            id,
            domain(mapping),
            name == null ? id.value() : name,
            values.webUrl(mapping, "homepage"),
            values.webUrl(mapping, "icon"));
    var hookSecret = secrets.find(mapping, "", "hook_secret");
    coops.putIfAbsent(id, new FollowedCoop(coop, sources(mapping, id), hookSecret));
  }

  private @Nullable CoopId id(YamlNode.Mapping mapping) {
    var text = values.required(mapping, "id", "such as harvest");
    if (text == null) {
      return null;
    }
    var id = CoopId.parse(text);
    if (id.isEmpty()) {
      values.wrong(mapping, "id", CoopId.EXPECTED);
    }
    return id.orElse(null);
  }

  private @Nullable String domain(YamlNode.Mapping mapping) {
    var text = values.text(mapping, "domain");
    if (text == null) {
      return null;
    }
    var domain = text.toLowerCase(Locale.ROOT);
    if (!CoopsValues.isDomain(domain)) {
      values.wrong(mapping, "domain", "a DNS name, such as harvest.example");
    } else if (!domains.add(domain)) {
      values.wrong(mapping, "domain", "a DNS name of its own; another co-op has " + domain);
    }
    return domain;
  }

  private List<Source> sources(YamlNode.Mapping mapping, CoopId id) {
    var found = new ArrayList<Source>();
    var list = mapping.find("sources").orElse(null);
    if (list instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
      for (var item : sequence.items()) {
        var source = sources.source(item, id.value() + "-" + (found.size() + 1));
        if (source != null) {
          found.add(source);
        }
      }
    } else if (list != null) {
      document.problem(list, "sources of the co-op " + id + ", a list of at least one");
    } else if (mapping.find("domain").isEmpty()) {
      document.problem(
          mapping,
          "sources of the co-op "
              + id
              + ", a list of at least one; or its domain, where peers publish its recipes");
    }
    return found;
  }

  private List<CoopId> precedence(YamlNode.Mapping root) {
    var ids = new ArrayList<CoopId>();
    for (var scalar : values.list(root, "precedence")) {
      var id = CoopId.parse(scalar.text()).filter(coops::containsKey);
      if (id.isEmpty()) {
        document.problem(
            scalar, "the id of a co-op of this file in precedence, not " + scalar.text());
      } else if (ids.contains(id.get())) {
        document.problem(scalar, "each co-op once in precedence; " + scalar.text() + " is there");
      } else {
        ids.add(id.get());
      }
    }
    return ids;
  }
}
