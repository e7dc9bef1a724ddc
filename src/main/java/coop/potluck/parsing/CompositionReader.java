package coop.potluck.parsing;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Config;
import coop.potluck.recipe.Network;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import coop.potluck.recipe.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a composition of a merged and interpolated Compose file. */
final class CompositionReader {

  /**
   * A composition, and what its privileges and needs rest on besides.
   *
   * @param boundVolumes the host's path of each named volume that is one
   * @param externalNetworks the real name of each external network
   * @param architectures that its services name
   * @param options the privileges for which a service has no component; none of them optional
   */
  record Composed(
      Composition composition,
      Map<String, String> boundVolumes,
      Map<String, String> externalNetworks,
      Set<String> architectures,
      List<Privilege> options) {
    static final Composed NOTHING =
        new Composed(Composition.EMPTY, Map.of(), Map.of(), Set.of(), List.of());
  }

  private final RecipeFiles files;
  private final EnvSample sample;
  private final Map<String, String> exported;
  private final Findings warnings;

  CompositionReader(
      RecipeFiles files, EnvSample sample, Map<String, String> exported, Findings warnings) {
    this.files = files;
    this.sample = sample;
    this.exported = exported;
    this.warnings = warnings;
  }

  /** One that reads the same and has others take what it finds. */
  CompositionReader telling(Findings others) {
    return new CompositionReader(files, sample, exported, others);
  }

  Composed read(YamlNode.Mapping root) {
    var services = new ArrayList<Service>();
    var architectures = new HashSet<String>();
    var options = new ArrayList<Privilege>();
    var reader = new ServiceReader(warnings);
    section(root, "services")
        .forEach(
            (name, node) -> {
              if (node instanceof YamlNode.Mapping mapping) {
                var service = reader.read(name, mapping);
                services.add(service);
                architectures.addAll(Architectures.of(mapping, service.image()));
                options.addAll(Privileges.options(name, mapping));
              }
            });
    var volumes = new ArrayList<Volume>();
    var bound = new HashMap<String, String>();
    section(root, "volumes")
        .forEach(
            (name, node) -> {
              volumes.add(new Volume(name, node.where(), isExternal(node)));
              device(node).ifPresent(path -> bound.put(name, path));
            });
    var networks = new ArrayList<Network>();
    section(root, "networks").forEach((name, node) -> networks.add(network(name, node)));
    var configs = new ArrayList<Config>();
    section(root, "configs").forEach((name, node) -> configs.add(config(name, node)));
    var secrets = new ArrayList<Secret>();
    section(root, "secrets").forEach((name, node) -> secrets.add(secret(name, node)));
    services.sort(Comparator.comparing(Service::name));
    volumes.sort(Comparator.comparing(Volume::name));
    networks.sort(Comparator.comparing(Network::name));
    configs.sort(Comparator.comparing(Config::name));
    secrets.sort(Comparator.comparing(Secret::name));
    return new Composed(
        new Composition(services, volumes, networks, configs, secrets),
        bound,
        externalNames(networks),
        architectures,
        options);
  }

  private static Map<String, String> externalNames(List<Network> networks) {
    var names = new HashMap<String, String>();
    for (var network : networks) {
      var real = network.externalName();
      if (real != null) {
        names.put(network.name(), real);
      }
    }
    return names;
  }

  private static Network network(String name, YamlNode node) {
    if (!isExternal(node)) {
      return new Network(name, node.where(), false, null);
    }
    var real = name(node);
    return new Network(name, node.where(), true, real == null ? name : real.text());
  }

  private Map<String, YamlNode> section(YamlNode.Mapping root, String key) {
    var node = root.find(key).orElse(null);
    if (node != null && !(node instanceof YamlNode.Mapping)) {
      warnings.add(node.where() + " " + key, "a mapping from names");
    }
    return node instanceof YamlNode.Mapping mapping ? mapping.entries() : Map.of();
  }

  private static boolean isExternal(YamlNode node) {
    return node instanceof YamlNode.Mapping mapping
        && (mapping.find("external").orElse(null) instanceof YamlNode.Mapping
            || ShortSyntax.isTrue(mapping.text("external")));
  }

  /** {@code name:}, or in the older form {@code external: {name: …}}. */
  private static YamlNode.@Nullable Scalar name(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      if (mapping.find("name").orElse(null) instanceof YamlNode.Scalar name) {
        return name;
      }
      if (mapping.find("external").orElse(null) instanceof YamlNode.Mapping external) {
        return external.find("name").orElse(null) instanceof YamlNode.Scalar name ? name : null;
      }
    }
    return null;
  }

  /** The host's path behind a volume of the local driver that is a bind mount. */
  private static Optional<String> device(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping
        && mapping.find("driver_opts").orElse(null) instanceof YamlNode.Mapping options) {
      var device = options.text("device");
      var how = options.text("o");
      var binds = how != null && List.of(how.split(",", -1)).contains("bind");
      return device != null && device.startsWith("/") && binds
          ? Optional.of(device)
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Config config(String name, YamlNode node) {
    var path = node instanceof YamlNode.Mapping mapping ? mapping.text("file") : null;
    var file = path == null ? null : normalised(path);
    var versionKey = versionKey(name(node));
    return new Config(
        name,
        node.where(),
        isExternal(node),
        file,
        file == null ? null : sha256(name, node, file),
        versionKey,
        versionKey == null ? null : exported.get(versionKey));
  }

  private @Nullable String sha256(String name, YamlNode node, String path) {
    var file = files.find(path);
    if (file.isEmpty()) {
      warnings.add(
          node.where() + " configs." + name + ".file",
          "a file of this repository, not " + Findings.quoted(path));
    }
    return file.map(RecipeFile::sha256).orElse(null);
  }

  private static String normalised(String path) {
    var file = path.strip();
    while (file.startsWith("./")) {
      file = file.substring(2);
    }
    return file;
  }

  private Secret secret(String name, YamlNode node) {
    var versionKey = versionKey(name(node));
    var asked =
        versionKey == null
            ? EnvSample.SecretModifiers.NONE
            : sample.modifiers().getOrDefault(versionKey, EnvSample.SecretModifiers.NONE);
    return new Secret(
        name,
        node.where(),
        isExternal(node),
        versionKey,
        versionKey == null ? null : sample.sampleOf(versionKey),
        asked.length(),
        asked.charset(),
        versionKey != null && isExternal(node) && asked.generate());
  }

  /** The last variable of a versioned name that says it is a version; null where there is none. */
  static @Nullable String versionKey(YamlNode.@Nullable Scalar name) {
    if (name == null) {
      return null;
    }
    var raw = name.raw();
    for (var at = raw.lastIndexOf('$'); at >= 0; at = raw.lastIndexOf('$', at - 1)) {
      var start = raw.startsWith("{", at + 1) ? at + 2 : at + 1;
      var end = start;
      while (end < raw.length() && Interpolation.isName(raw.charAt(end), end > start)) {
        end++;
      }
      var variable = raw.substring(start, end);
      if (variable.endsWith("_VERSION") || variable.startsWith("SECRET_")) {
        return variable;
      }
    }
    return null;
  }
}
