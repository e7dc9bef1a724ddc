package coop.potluck.parsing;

import coop.potluck.recipe.ImageReference;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processors that a service names: as its platform, as the only one it is placed on, or within
 * its image's name. Each by the name that Docker shows: {@code amd64}, {@code arm/v7}.
 */
final class Architectures {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("386", "386"),
          Map.entry("aarch64", "arm64"),
          Map.entry("amd64", "amd64"),
          Map.entry("arm", "arm/v7"),
          Map.entry("arm/v5", "arm/v5"),
          Map.entry("arm/v6", "arm/v6"),
          Map.entry("arm/v7", "arm/v7"),
          Map.entry("arm32v5", "arm/v5"),
          Map.entry("arm32v6", "arm/v6"),
          Map.entry("arm32v7", "arm/v7"),
          Map.entry("arm64", "arm64"),
          Map.entry("arm64v8", "arm64"),
          Map.entry("armel", "arm/v6"),
          Map.entry("armhf", "arm/v7"),
          Map.entry("armv5", "arm/v5"),
          Map.entry("armv6", "arm/v6"),
          Map.entry("armv6l", "arm/v6"),
          Map.entry("armv7", "arm/v7"),
          Map.entry("armv7l", "arm/v7"),
          Map.entry("i386", "386"),
          Map.entry("i686", "386"),
          Map.entry("loong64", "loong64"),
          Map.entry("loongarch64", "loong64"),
          Map.entry("mips64le", "mips64le"),
          Map.entry("ppc64le", "ppc64le"),
          Map.entry("riscv64", "riscv64"),
          Map.entry("s390x", "s390x"),
          Map.entry("x86-64", "amd64"),
          Map.entry("x86_64", "amd64"));

  /** In a tag these may mean something else: a number, a board's name. */
  private static final Set<String> UNCLEAR_IN_TAGS = Set.of("386", "arm");

  private static final String KEY = "node.platform.arch";

  private Architectures() {}

  static Set<String> of(YamlNode.Mapping service, @Nullable ImageReference image) {
    var found = new HashSet<String>();
    var platform = service.text("platform");
    if (platform != null) {
      platform(platform).ifPresent(found::add);
    }
    if (service.find("deploy").orElse(null) instanceof YamlNode.Mapping deploy
        && deploy.find("placement").orElse(null) instanceof YamlNode.Mapping placement) {
      placement.find("constraints").stream()
          .flatMap(constraints -> constraints.scalars().stream())
          .forEach(constraint -> constraint(constraint.text()).ifPresent(found::add));
    }
    if (image != null) {
      image(image, found);
    }
    return found;
  }

  private static Optional<String> named(String name) {
    return Optional.ofNullable(NAMES.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /** {@code linux/arm/v7}, {@code linux/arm64/v8}, {@code linux/amd64}; or without the system. */
  private static Optional<String> platform(String text) {
    var parts = text.strip().split("/", 4);
    var at = named(parts[0]).isPresent() ? 0 : 1;
    if (parts.length <= at) {
      return Optional.empty();
    }
    var variant = parts.length > at + 1 ? named(parts[at] + "/" + parts[at + 1]) : null;
    return variant != null && variant.isPresent() ? variant : named(parts[at]);
  }

  /** {@code node.platform.arch == x86_64}; to be kept off one says nothing of the others. */
  private static Optional<String> constraint(String text) {
    var equals = text.indexOf("==");
    return equals > 0 && text.substring(0, equals).strip().equalsIgnoreCase(KEY)
        ? named(text.substring(equals + 2))
        : Optional.empty();
  }

  /** {@code arm64v8/nginx}, {@code org/app:1.2-armhf}, {@code org/app:amd64-1.2}. */
  private static void image(ImageReference image, Set<String> into) {
    var slash = image.path().indexOf('/');
    named(image.path().substring(0, Math.max(slash, 0))).ifPresent(into::add);
    var tag = image.tag();
    if (tag != null) {
      tagged(tag.substring(tag.lastIndexOf('-') + 1)).ifPresent(into::add);
      tagged(tag.substring(0, tag.indexOf('-') < 0 ? 0 : tag.indexOf('-'))).ifPresent(into::add);
    }
  }

  private static Optional<String> tagged(String part) {
    return UNCLEAR_IN_TAGS.contains(part) ? Optional.empty() : named(part);
  }
}
