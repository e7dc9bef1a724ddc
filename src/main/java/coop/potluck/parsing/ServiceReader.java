package coop.potluck.parsing;

import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Service;
import coop.potluck.recipe.Service.Attachment;
import coop.potluck.recipe.Service.EnvironmentEntry;
import coop.potluck.recipe.Service.Label;
import coop.potluck.recipe.Service.Mount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a service of what a merged and interpolated Compose file says of it. */
final class ServiceReader {

  private final Findings warnings;

  ServiceReader(Findings warnings) {
    this.warnings = warnings;
  }

  Service read(String name, YamlNode.Mapping service) {
    var path = "services." + name;
    var image = service.find("image").orElse(null) instanceof YamlNode.Scalar s ? s : null;
    return new Service(
        name,
        service.where(),
        image == null ? null : image.raw(),
        image == null ? null : image(image, path),
        image == null ? null : image.where(),
        service.find("healthcheck").map(ServiceReader::isHealthcheck).orElse(false),
        ShortSyntax.isTrue(service.text("privileged")),
        texts(service, "cap_add"),
        environment(service),
        labels(service),
        list(service, path, "ports", "[published:]target[/protocol]", ShortSyntax::port).stream()
            .map(ShortSyntax.Publication::port)
            .toList(),
        mounts(service, path),
        networks(service),
        attachments(service, path, "configs"),
        attachments(service, path, "secrets"),
        ServiceSettings.of(service));
  }

  @Nullable ImageReference image(YamlNode.Scalar image, String path) {
    var parsed = ImageReference.parse(image.text().strip());
    if (parsed.isEmpty()) {
      var written = Findings.quoted(image.raw());
      var became =
          image.raw().equals(image.text()) ? "" : ", which is " + Findings.quoted(image.text());
      warnings.add(
          image.where() + " " + path + ".image",
          "an image such as docker.io/library/nginx:1.27, not " + written + became);
    }
    return parsed.orElse(null);
  }

  private static boolean isHealthcheck(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)
        || ShortSyntax.isTrue(mapping.text("disable"))) {
      return false;
    }
    var test = mapping.find("test").map(YamlNode::scalars).orElse(List.of());
    return mapping.find("test").isEmpty()
        ? !mapping.entries().isEmpty()
        : !test.isEmpty() && !test.get(0).text().equals("NONE");
  }

  private static List<String> texts(YamlNode.Mapping service, String key) {
    return service.find(key).map(YamlNode::scalars).orElse(List.of()).stream()
        .map(YamlNode.Scalar::text)
        .distinct()
        .toList();
  }

  private static List<EnvironmentEntry> environment(YamlNode.Mapping service) {
    var entries = new ArrayList<EnvironmentEntry>();
    service
        .find("environment")
        .ifPresent(
            node ->
                Pairs.texts(node)
                    .forEach((key, value) -> entries.add(new EnvironmentEntry(key, value))));
    entries.sort(Comparator.comparing(EnvironmentEntry::key));
    return entries;
  }

  private static List<Label> labels(YamlNode.Mapping service) {
    var labels = new ArrayList<Label>();
    service.find("labels").ifPresent(node -> labels(node, false, labels));
    if (service.find("deploy").orElse(null) instanceof YamlNode.Mapping deploy) {
      deploy.find("labels").ifPresent(node -> labels(node, true, labels));
    }
    labels.sort(Comparator.comparing(Label::key).thenComparing(Label::deploy));
    return labels;
  }

  private static void labels(YamlNode node, boolean deploy, List<Label> into) {
    Pairs.texts(node)
        .forEach((key, value) -> into.add(new Label(key, value == null ? "" : value, deploy)));
  }

  private List<Mount> mounts(YamlNode.Mapping service, String path) {
    var mounts =
        new ArrayList<>(
            list(service, path, "volumes", "[source:]target[:mode]", ShortSyntax::mount));
    for (var target : texts(service, "tmpfs")) {
      var colon = target.indexOf(':');
      mounts.add(new Mount("tmpfs", null, colon < 0 ? target : target.substring(0, colon), false));
    }
    return mounts;
  }

  /** The names of its networks; {@code host} where it shares the host's. */
  private static List<String> networks(YamlNode.Mapping service) {
    var mode = service.text("network_mode");
    if (mode != null && mode.equals("host")) {
      return List.of("host");
    }
    return service
        .find("networks")
        .map(node -> Pairs.of(node).entries().keySet().stream().sorted().toList())
        .orElse(List.of());
  }

  private List<Attachment> attachments(YamlNode.Mapping service, String path, String key) {
    return list(service, path, key, "a name, or a mapping with source", ShortSyntax::attachment);
  }

  private <T> List<T> list(
      YamlNode.Mapping service,
      String path,
      String key,
      String expected,
      Function<YamlNode, Optional<T>> read) {
    var node = service.find(key).orElse(null);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      warnings.add(node.where() + " " + path + "." + key, "a list");
      return List.of();
    }
    var found = new ArrayList<T>();
    for (var item : sequence.items()) {
      read.apply(item)
          .ifPresentOrElse(
              found::add, () -> warnings.add(item.where() + " " + path + "." + key, expected));
    }
    return found;
  }
}
