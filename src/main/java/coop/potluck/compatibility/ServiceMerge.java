package coop.potluck.compatibility;

import coop.potluck.recipe.Service;
import coop.potluck.recipe.Service.Attachment;
import coop.potluck.recipe.Service.EnvironmentEntry;
import coop.potluck.recipe.Service.Label;
import coop.potluck.recipe.Service.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One service over another of the same name. */
final class ServiceMerge {

  /** The network of a service that shares its host's. */
  static final String HOST = "host";

  private static final Set<String> REPLACED = Set.of("command", "entrypoint");

  private ServiceMerge() {}

  /**
   * Merges field by field.
   *
   * @param hasHost whether a network is called {@code host}, so that the name means that one
   */
  static Service merge(Service base, Service over, boolean hasHost) {
    var imageText = over.imageText();
    var image = imageText == null || imageText.isBlank() ? base : over;
    return new Service(
        base.name(),
        base.where(),
        image.imageText(),
        image.image(),
        image.imageAt(),
        base.healthcheck() || over.healthcheck(),
        base.privileged() || over.privileged(),
        union(base.capabilities(), over.capabilities()),
        environment(base.environment(), over.environment()),
        labels(base.labels(), over.labels()),
        unique(base.ports(), over.ports(), ServiceMerge::portKey),
        unique(base.mounts(), over.mounts(), Service.Mount::target),
        networks(base.networks(), over.networks(), hasHost),
        unique(base.configs(), over.configs(), config -> target(config, "/")),
        unique(base.secrets(), over.secrets(), secret -> target(secret, "/run/secrets/")),
        settings(base.settings(), over.settings()));
  }

  /** Where an attachment appears in the container, which tells two of a service apart. */
  static String target(Attachment attachment, String folder) {
    var written = attachment.target();
    var target = written == null ? attachment.source() : written;
    return target.startsWith("/") ? target : folder + target;
  }

  private static List<String> union(List<String> base, List<String> over) {
    var union = new LinkedHashSet<>(base);
    union.addAll(over);
    return List.copyOf(union);
  }

  /** A key without a value changes nothing of one that has a value. */
  private static List<EnvironmentEntry> environment(
      List<EnvironmentEntry> base, List<EnvironmentEntry> over) {
    var merged = new TreeMap<String, EnvironmentEntry>();
    base.forEach(entry -> merged.put(entry.key(), entry));
    for (var entry : over) {
      if (entry.value() == null) {
        merged.putIfAbsent(entry.key(), entry);
      } else {
        merged.put(entry.key(), entry);
      }
    }
    return List.copyOf(merged.values());
  }

  private static List<Label> labels(List<Label> base, List<Label> over) {
    // No key has a NUL, so that a key's two labels stay together and in order.
    var merged = new TreeMap<String, Label>();
    base.forEach(label -> merged.put(label.key() + '\0' + label.deploy(), label));
    over.forEach(label -> merged.put(label.key() + '\0' + label.deploy(), label));
    return List.copyOf(merged.values());
  }

  /** An entry takes the place of the earlier one with its key. */
  private static <T> List<T> unique(List<T> base, List<T> over, Function<T, String> key) {
    var merged = new ArrayList<>(base);
    for (var item : over) {
      var at = 0;
      while (at < merged.size() && !key.apply(merged.get(at)).equals(key.apply(item))) {
        at++;
      }
      if (at < merged.size()) {
        merged.set(at, item);
      } else {
        merged.add(item);
      }
    }
    return merged;
  }

  private static String portKey(Service.Port port) {
    return String.join(" ", String.valueOf(port.published()), port.target(), port.protocol());
  }

  private static List<String> networks(List<String> base, List<String> over, boolean hasHost) {
    var host = List.of(HOST);
    if (!hasHost && (base.equals(host) || over.equals(host))) {
      return host;
    }
    var union = new TreeSet<>(base);
    union.addAll(over);
    return List.copyOf(union);
  }

  /** A list or mapping of both is told as both: what they come to is not needed to see a change. */
  private static List<Setting> settings(List<Setting> base, List<Setting> over) {
    var merged = new TreeMap<String, Setting>();
    base.forEach(setting -> merged.put(setting.key(), setting));
    over.forEach(setting -> merged.merge(setting.key(), setting, ServiceMerge::setting));
    return List.copyOf(merged.values());
  }

  private static Setting setting(Setting base, Setting over) {
    if (over.value().equals("null") || over.value().equals(base.value())) {
      return base;
    }
    var scalar = base.value().startsWith("\"") || base.value().equals("null");
    return scalar || REPLACED.contains(base.key())
        ? over
        : new Setting(base.key(), base.value() + " and " + over.value());
  }
}
