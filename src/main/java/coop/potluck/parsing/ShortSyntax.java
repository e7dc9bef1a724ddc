package coop.potluck.parsing;

import coop.potluck.recipe.Service.Attachment;
import coop.potluck.recipe.Service.Mount;
import coop.potluck.recipe.Service.Port;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ports, mounts and attachments in both of the forms that Compose has for each. */
final class ShortSyntax {

  private ShortSyntax() {}

  /** A port with the host's address, which tells two publications apart. */
  record Publication(@Nullable String address, Port port) {}

  static Optional<Publication> port(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      var target = mapping.text("target");
      var published = mapping.text("published");
      if (target == null || !isPort(target) || (published != null && !isPortOrNone(published))) {
        return Optional.empty();
      }
      return Optional.of(
          new Publication(
              mapping.text("host_ip"),
              new Port(
                  published == null || published.isEmpty() ? null : published,
                  target,
                  orElse(mapping.text("protocol"), "tcp"),
                  orElse(mapping.text("mode"), "ingress"))));
    }
    return node instanceof YamlNode.Scalar scalar ? port(scalar.text().strip()) : Optional.empty();
  }

  /** {@code [[address:]published:]target[/protocol]}. */
  private static Optional<Publication> port(String text) {
    var slash = text.lastIndexOf('/');
    var protocol = slash < 0 ? "tcp" : text.substring(slash + 1);
    var rest = slash < 0 ? text : text.substring(0, slash);
    var last = rest.lastIndexOf(':');
    var target = rest.substring(last + 1);
    var before = last < 0 ? "" : rest.substring(0, last);
    var colon = before.endsWith("]") ? before.length() : before.lastIndexOf(':');
    var published = colon >= before.length() ? "" : before.substring(colon + 1);
    var address = colon <= 0 ? null : before.substring(0, colon);
    if (!isPort(target) || !isPortOrNone(published) || protocol.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Publication(
            address,
            new Port(published.isEmpty() ? null : published, target, protocol, "ingress")));
  }

  private static boolean isPortOrNone(String text) {
    return text.isEmpty() || isPort(text);
  }

  /** A number or a range of numbers. */
  private static boolean isPort(String text) {
    var dash = text.indexOf('-');
    return dash < 0
        ? isNumber(text)
        : isNumber(text.substring(0, dash)) && isNumber(text.substring(dash + 1));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= 65_535;
  }

  static Optional<Mount> mount(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      var target = mapping.text("target");
      return target == null || target.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Mount(
                  orElse(mapping.text("type"), "volume"),
                  mapping.text("source"),
                  target,
                  isTrue(mapping.text("read_only"))));
    }
    return node instanceof YamlNode.Scalar scalar ? mount(scalar.text().strip()) : Optional.empty();
  }

  /** {@code [source:]target[:mode]}. */
  private static Optional<Mount> mount(String text) {
    var parts = text.split(":", -1);
    var target = parts.length == 1 ? parts[0] : parts[1];
    if (target.isEmpty() || parts.length > 3) {
      return Optional.empty();
    }
    var source = parts.length == 1 || parts[0].isEmpty() ? null : parts[0];
    var readOnly = parts.length == 3 && Arrays.asList(parts[2].split(",", -1)).contains("ro");
    return Optional.of(
        new Mount(
            source != null && isHostPath(source) ? "bind" : "volume", source, target, readOnly));
  }

  static boolean isHostPath(String source) {
    return source.startsWith("/") || source.startsWith(".") || source.startsWith("~");
  }

  static Optional<Attachment> attachment(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      var source = mapping.text("source");
      return source == null || source.isEmpty()
          ? Optional.empty()
          : Optional.of(new Attachment(source, mapping.text("target")));
    }
    return node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()
        ? Optional.of(new Attachment(scalar.text(), null))
        : Optional.empty();
  }

  /** Where an attachment appears in the container, which tells two of a service apart. */
  static String target(Attachment attachment, String folder) {
    var target = orElse(attachment.target(), attachment.source());
    return target.startsWith("/") ? target : folder + target;
  }

  static boolean isTrue(@Nullable String text) {
    return text != null
        && switch (text) {
          case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
          default -> false;
        };
  }

  private static String orElse(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
