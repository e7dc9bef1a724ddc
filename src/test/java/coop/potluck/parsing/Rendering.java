package coop.potluck.parsing;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Service;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A reading as lines that a person can review; what is absent has no line. */
final class Rendering {

  private final StringBuilder out = new StringBuilder();

  private Rendering() {}

  static String of(Reading reading) {
    var rendering = new Rendering();
    if (reading instanceof Reading.Parsed parsed) {
      rendering.content(parsed.content());
    } else if (reading instanceof Reading.Rejected rejected) {
      rendering.line(0, "rejected");
      rejected.problems().forEach(problem -> rendering.line(1, problem.toString()));
    } else if (reading instanceof Reading.NotARecipe other) {
      rendering.line(0, "not a recipe: " + other.reason());
    }
    return rendering.out.toString();
  }

  private void content(RecipeContent content) {
    line(0, "parsed");
    field(1, "type", content.type());
    field(1, "title", content.title());
    field(1, "summary", content.summary());
    field(1, "label version", content.labelVersion());
    composition(1, content.composition());
    var base = content.base();
    if (base != null) {
      line(1, "base");
      composition(2, base);
    }
    for (var overlay : content.overlays()) {
      line(
          1,
          "overlay %s (%s)%s%s"
              .formatted(
                  overlay.name(),
                  overlay.path(),
                  overlay.byDefault() ? " by default" : "",
                  overlay.offered() ? " offered" : ""));
      overlay.problems().forEach(problem -> line(2, "problem " + problem));
      composition(2, overlay.additions());
    }
    for (var image : content.abraImages()) {
      line(1, "abra %s: %s %s".formatted(image.service(), image.image(), image.tag()));
    }
    for (var key : content.environment()) {
      line(
          1,
          "env %s=%s%s at %s%s"
              .formatted(
                  key.key(),
                  quoted(key.value()),
                  key.optional() ? " optional" : "",
                  key.where(),
                  key.comment() == null ? "" : " # " + key.comment().replace("\n", "\\n")));
    }
    for (var config : content.configVersions()) {
      line(1, "config version %s=%s at %s".formatted(config.key(), config.value(), config.where()));
    }
    for (var need : content.needs()) {
      line(1, "needs %s%s: %s".formatted(need.name(), optional(need.optional()), need.because()));
    }
    for (var asked : content.privileges()) {
      line(
          1,
          "privilege %s of %s%s: %s"
              .formatted(
                  asked.kind().text(),
                  asked.service(),
                  optional(asked.optional()),
                  asked.detail()));
    }
    claims(content);
    for (var feature : content.computed()) {
      line(
          1,
          "computed %s %s: %s"
              .formatted(feature.name(), feature.present() ? "yes" : "no", feature.because()));
    }
    list(1, "architectures", content.architectures());
    files(content);
    field(1, "designation", content.designation());
    content.maintainers().forEach(name -> line(1, "maintainer " + name));
    content.warnings().forEach(problem -> line(1, "warning " + problem));
  }

  private void files(RecipeContent content) {
    for (var file : content.composeFiles()) {
      line(
          1,
          "file %s%s%s"
              .formatted(
                  file.path(),
                  file.version() == null ? "" : " version " + file.version(),
                  file.tagged() ? " tagged" : ""));
    }
    for (var variable : content.variables()) {
      line(
          1,
          "variable %s at %s%s%s"
              .formatted(
                  variable.name(),
                  variable.where(),
                  variable.fallback() == null ? "" : " or " + quoted(variable.fallback()),
                  variable.required() ? " required" : ""));
    }
    list(1, "unused", content.unusedKeys());
    list(1, "landmarks", content.landmarks());
  }

  private void claims(RecipeContent content) {
    var claimed = content.claimed();
    field(1, "claimed category", claimed.category());
    field(1, "claimed status", claimed.status());
    var image = claimed.image();
    if (image != null) {
      line(
          1,
          "claimed image %s, rating %s, source %s, url %s"
              .formatted(image.image(), image.rating(), image.source(), image.url()));
    }
    field(1, "claimed healthcheck", claimed.healthcheck());
    field(1, "claimed backups", claimed.backups());
    field(1, "claimed email", claimed.email());
    field(1, "claimed tests", claimed.tests());
    field(1, "claimed sso", claimed.sso());
  }

  private void composition(int depth, Composition composition) {
    composition.services().forEach(service -> service(depth, service));
    for (var volume : composition.volumes()) {
      line(
          depth,
          "volume %s at %s%s"
              .formatted(volume.name(), volume.where(), external(volume.external())));
    }
    for (var network : composition.networks()) {
      line(
          depth,
          "network %s at %s%s%s"
              .formatted(
                  network.name(),
                  network.where(),
                  external(network.external()),
                  network.externalName() == null ? "" : " as " + network.externalName()));
    }
    for (var config : composition.configs()) {
      line(
          depth,
          "config %s at %s%s, file %s %s, %s=%s"
              .formatted(
                  config.name(),
                  config.where(),
                  external(config.external()),
                  config.file(),
                  config.sha256() == null ? "unread" : config.sha256().substring(0, 8),
                  config.versionKey(),
                  config.version()));
    }
    for (var secret : composition.secrets()) {
      line(
          depth,
          "secret %s at %s%s, %s=%s, length %s, charset %s, %s"
              .formatted(
                  secret.name(),
                  secret.where(),
                  external(secret.external()),
                  secret.versionKey(),
                  secret.version(),
                  secret.length(),
                  secret.charset(),
                  secret.generate() ? "generated" : "brought"));
    }
  }

  private void service(int depth, Service service) {
    line(depth, "service %s at %s".formatted(service.name(), service.where()));
    if (service.imageText() != null) {
      line(
          depth + 1,
          "image %s = %s at %s"
              .formatted(service.imageText(), image(service.image()), service.imageAt()));
    }
    if (service.healthcheck()) {
      line(depth + 1, "healthcheck");
    }
    if (service.privileged()) {
      line(depth + 1, "privileged");
    }
    list(depth + 1, "capabilities", service.capabilities());
    for (var entry : service.environment()) {
      line(
          depth + 1,
          "environment "
              + entry.key()
              + (entry.value() == null ? "" : "=" + quoted(entry.value())));
    }
    for (var label : service.labels()) {
      line(
          depth + 1,
          "%s %s=%s"
              .formatted(label.deploy() ? "deploy label" : "label", label.key(), label.value()));
    }
    for (var port : service.ports()) {
      line(
          depth + 1,
          "port %s:%s/%s %s"
              .formatted(port.published(), port.target(), port.protocol(), port.mode()));
    }
    for (var mount : service.mounts()) {
      line(
          depth + 1,
          "mount %s %s -> %s%s"
              .formatted(
                  mount.kind(),
                  mount.source(),
                  mount.target(),
                  mount.readOnly() ? " read-only" : ""));
    }
    list(depth + 1, "networks", service.networks());
    attachments(depth + 1, "config", service.configs());
    attachments(depth + 1, "secret", service.secrets());
    for (var setting : service.settings()) {
      line(depth + 1, "setting %s %s".formatted(setting.key(), setting.value()));
    }
  }

  private void attachments(int depth, String kind, List<Service.Attachment> attachments) {
    for (var one : attachments) {
      line(depth, kind + " " + one.source() + (one.target() == null ? "" : " -> " + one.target()));
    }
  }

  private void list(int depth, String name, List<String> values) {
    if (!values.isEmpty()) {
      line(depth, values.stream().collect(Collectors.joining(", ", name + " ", "")));
    }
  }

  private void field(int depth, String name, @Nullable Object value) {
    if (value != null) {
      line(depth, name + " " + value);
    }
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private static String image(@Nullable ImageReference image) {
    return image == null
        ? "no reference"
        : image.registry()
            + " "
            + image.path()
            + (image.tag() == null ? "" : " tag " + image.tag())
            + (image.digest() == null ? "" : " digest " + image.digest());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\n", "\\n") + '"';
  }

  private static String external(boolean external) {
    return external ? " external" : "";
  }

  private static String optional(boolean optional) {
    return optional ? " optionally" : "";
  }
}
