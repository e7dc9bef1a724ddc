package coop.potluck.parsing;

import coop.potluck.recipe.Service.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a service that none of its components holds: the fields for which it has none,
 * and the rest of an entry where it has one.
 */
final class ServiceSettings {

  private static final Set<String> COMPONENTS =
      Set.of("image", "environment", "labels", "privileged", "cap_add");

  /** What components hold of an entry in the long form, by its list. */
  private static final Map<String, Set<String>> HELD =
      Map.of(
          "volumes", Set.of("type", "source", "target", "read_only"),
          "ports", Set.of("target", "published", "protocol", "mode"),
          "configs", Set.of("source", "target"),
          "secrets", Set.of("source", "target"));

  /** Lists or mappings, which mean the same. */
  private static final Set<String> PAIRS = Set.of("annotations", "depends_on", "sysctls");

  /** One text or a list of one, which mean the same. */
  private static final Set<String> LISTS = Set.of("dns", "dns_search", "env_file");

  private final SortedMap<String, String> found = new TreeMap<>();

  private ServiceSettings() {}

  /** In order of keys. */
  static List<Setting> of(YamlNode.Mapping service) {
    var settings = new ServiceSettings();
    for (var key : service.entries().keySet()) {
      if (!COMPONENTS.contains(key) && !key.startsWith("x-")) {
        service.find(key).ifPresent(value -> settings.field(key, value));
      }
    }
    return settings.found.entrySet().stream()
        .map(entry -> new Setting(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void field(String key, YamlNode value) {
    if (key.equals("deploy") && value instanceof YamlNode.Mapping deploy) {
      for (var part : deploy.entries().keySet()) {
        if (!part.equals("labels")) {
          deploy.find(part).ifPresent(node -> put("deploy." + part, node));
        }
      }
    } else if (key.equals("networks")) {
      Pairs.of(value).entries().forEach((name, node) -> rest("networks." + name, node, Set.of()));
    } else if (key.equals("tmpfs")) {
      value.scalars().forEach(this::tmpfs);
    } else if (HELD.containsKey(key) && value instanceof YamlNode.Sequence list) {
      list.items().forEach(item -> item(key, item, HELD.getOrDefault(key, Set.of())));
    } else if (PAIRS.contains(key)) {
      put(key, Pairs.of(value));
    } else if (LISTS.contains(key) && value instanceof YamlNode.Scalar) {
      put(key, new YamlNode.Sequence(value.file(), value.line(), List.of(value)));
    } else if (!isHostNetwork(key, value)) {
      put(key, value);
    }
  }

  /** Which is among the service's networks. */
  private static boolean isHostNetwork(String key, YamlNode value) {
    return key.equals("network_mode")
        && value instanceof YamlNode.Scalar mode
        && mode.text().equals("host");
  }

  /** {@code /run:size=64m}, of which a mount holds the path. */
  private void tmpfs(YamlNode.Scalar written) {
    var parts = written.text().split(":", 2);
    if (parts.length == 2) {
      put("tmpfs." + parts[0], text(written, parts[1]));
    }
  }

  private void item(String list, YamlNode item, Set<String> held) {
    switch (list) {
      case "volumes" ->
          ShortSyntax.mount(item).ifPresent(mount -> rest(list + "." + mount.target(), item, held));
      case "ports" -> ShortSyntax.port(item).ifPresent(it -> port(it, item, held));
      default ->
          ShortSyntax.attachment(item)
              .ifPresent(attachment -> rest(list + "." + attachment.source(), item, held));
    }
  }

  private void port(ShortSyntax.Publication publication, YamlNode item, Set<String> held) {
    var port = publication.port();
    var published = port.published() == null ? "" : port.published() + ":";
    var key = "ports." + published + port.target() + "/" + port.protocol();
    rest(key, item, held);
    var address = publication.address();
    if (address != null && item instanceof YamlNode.Scalar scalar) {
      var rest = Map.<String, YamlNode>of("host_ip", text(scalar, address));
      put(key, new YamlNode.Mapping(item.file(), item.line(), rest));
    }
  }

  /** What a mapping says beyond what is held elsewhere. */
  private void rest(String key, @Nullable YamlNode node, Set<String> held) {
    if (node instanceof YamlNode.Mapping mapping) {
      var rest = new LinkedHashMap<>(mapping.entries());
      rest.keySet().removeAll(held);
      if (!rest.isEmpty()) {
        put(key, new YamlNode.Mapping(node.file(), node.line(), rest));
      }
    }
  }

  private static YamlNode.Scalar text(YamlNode.Scalar of, String text) {
    return new YamlNode.Scalar(of.file(), of.line(), text, false, text);
  }

  private void put(String key, YamlNode value) {
    found.put(key, NodeText.of(value));
  }
}
