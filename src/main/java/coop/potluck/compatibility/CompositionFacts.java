package coop.potluck.compatibility;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Config;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Network;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import coop.potluck.recipe.Service.Mount;
import org.jspecify.annotations.Nullable;

/** Takes a composition to pieces: what every deployment has, or what one overlay adds. */
final class CompositionFacts {

  static final String EXTERNAL = "external";
  static final String INTERNAL = "internal";
  static final String GENERATED = "generated";
  static final String INSERTED = "inserted";
  static final String FILE = "file";
  static final String VOLUME = "volume:";
  static final String BIND = "bind:";
  static final String CONFIG = "config:";
  static final String SECRET = "secret:";
  static final String READ_ONLY = ":ro";
  static final String BACKUP = "backupbot.";

  private final Facts facts;
  private final @Nullable String overlay;
  private final boolean inFull;

  CompositionFacts(Facts facts, @Nullable String overlay, boolean inFull) {
    this.facts = facts;
    this.overlay = overlay;
    this.inFull = inFull;
  }

  void add(Composition composition) {
    composition.services().forEach(this::service);
    for (var volume : composition.volumes()) {
      facts.put(
          FactKey.of(Aspect.VOLUME, overlay, volume.name()),
          volume.external() ? EXTERNAL : "volume",
          volume.where());
    }
    for (var network : composition.networks()) {
      facts.put(
          FactKey.of(Aspect.NETWORK, overlay, network.name()), value(network), network.where());
    }
    composition.configs().forEach(this::config);
    composition.secrets().forEach(this::secret);
  }

  private String value(Network network) {
    var real = network.externalName();
    return !network.external() ? INTERNAL : real == null || !inFull ? EXTERNAL : real;
  }

  private void config(Config config) {
    var key = FactKey.of(Aspect.CONFIG, overlay, config.name());
    var file = config.file();
    facts.put(key, config.external() ? EXTERNAL : file == null ? "inline" : file, config.where());
    put(key.as(Aspect.CONFIG_VERSION), config.version(), config.where());
    put(key.as(Aspect.CONFIG_CONTENT), config.sha256(), file);
  }

  private void secret(Secret secret) {
    var key = FactKey.of(Aspect.SECRET, overlay, secret.name());
    var where = secret.where();
    var kind = !secret.external() ? FILE : secret.generate() ? GENERATED : INSERTED;
    facts.put(key, kind, where);
    facts.put(key.as(Aspect.SECRET_GENERATION), kind, where);
    put(key.as(Aspect.SECRET_VERSION), secret.version(), where);
    var length = secret.length();
    put(key.as(Aspect.SECRET_LENGTH), length == null ? null : length.toString(), where);
    put(key.as(Aspect.SECRET_CHARSET), secret.charset(), where);
  }

  private void put(FactKey key, @Nullable String value, @Nullable String where) {
    if (value != null) {
      facts.put(key, value, where);
    }
  }

  private void service(Service service) {
    var where = service.where();
    var key = new FactKey(Aspect.SERVICE, overlay, service.name(), service.name());
    var image = image(service);
    if (overlay == null || !facts.has(key.in(null))) {
      facts.put(key, image == null ? "" : image, where);
    }
    put(key.as(Aspect.IMAGE), image, service.imageAt() == null ? where : service.imageAt());
    if (service.healthcheck()) {
      facts.put(key.as(Aspect.HEALTHCHECK), "yes", where);
    }
    for (var entry : service.environment()) {
      var value = entry.value();
      put(
          service,
          Aspect.SERVICE_ENVIRONMENT,
          entry.key(),
          value == null ? "${" + entry.key() + "}" : value);
    }
    labels(service);
    for (var port : service.ports()) {
      var published = port.published() == null ? "" : port.published();
      var subject = published + ":" + port.target() + "/" + port.protocol();
      put(service, Aspect.PORT, subject, port.mode());
    }
    for (var mount : service.mounts()) {
      put(service, Aspect.MOUNT, mount.target(), value(mount));
    }
    for (var config : service.configs()) {
      put(service, Aspect.MOUNT, ServiceMerge.target(config, "/"), CONFIG + config.source());
    }
    for (var secret : service.secrets()) {
      put(
          service,
          Aspect.MOUNT,
          ServiceMerge.target(secret, "/run/secrets/"),
          SECRET + secret.source());
    }
    service.networks().forEach(name -> put(service, Aspect.NETWORK, name, "attached"));
    if (inFull) {
      service
          .settings()
          .forEach(setting -> put(service, Aspect.SETTING, setting.key(), setting.value()));
    }
  }

  /** The label that repeats the version differs in every release and says nothing. */
  private void labels(Service service) {
    for (var label : service.labels()) {
      if (label.key().startsWith("coop-cloud.") && label.key().endsWith(".version")) {
        continue;
      }
      var backup = label.key().startsWith(BACKUP);
      var key = label.deploy() && !backup ? "deploy." + label.key() : label.key();
      put(service, backup ? Aspect.BACKUP : Aspect.LABEL, key, label.value());
    }
  }

  private void put(Service service, Aspect aspect, String subject, String value) {
    facts.put(new FactKey(aspect, overlay, service.name(), subject), value, service.where());
  }

  private static String value(Mount mount) {
    var source = mount.source();
    return mount.kind()
        + (source == null ? "" : ":" + source)
        + (mount.readOnly() ? READ_ONLY : "");
  }

  private static @Nullable String image(Service service) {
    var image = service.image();
    return image == null ? service.imageText() : text(image);
  }

  /** A reference as people write it: without the registry and folder that go without saying. */
  static String text(ImageReference image) {
    var registry = image.registry().equals(ImageReference.DEFAULT_REGISTRY);
    return (registry ? image.shortName() : image.registry() + "/" + image.path())
        + (image.tag() == null ? "" : ":" + image.tag())
        + (image.digest() == null ? "" : "@" + image.digest());
  }
}
