package coop.potluck.recipe;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container image, as in {@code ghcr.io/org/name:1.2@sha256:…}.
 *
 * @param registry the host, with its port if any; {@code docker.io} where none is written
 * @param path the repository within the registry, {@code library/} written out for official images
 * @param tag absent where none is written
 * @param digest with its algorithm, {@code sha256:…}; absent where none is written
 * @see <a href="https://github.com/distribution/reference">the grammar of references</a>
 */
public record ImageReference(
    String registry, String path, @Nullable String tag, @Nullable String digest) {

  /** The registry of references that name none. */
  public static final String DEFAULT_REGISTRY = "docker.io";

  private static final int MAX_LENGTH = 512;
  private static final Pattern PATH =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*+");
  private static final Pattern REGISTRY =
      Pattern.compile("(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+:[0-9a-fA-F]{32,128}");

  /** The reference that {@code text} spells, if it is well formed. */
  public static Optional<ImageReference> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var at = text.indexOf('@');
    var digest = at < 0 ? null : text.substring(at + 1);
    var named = at < 0 ? text : text.substring(0, at);
    var colon = named.lastIndexOf(':');
    var hasTag = colon > named.lastIndexOf('/');
    var tag = hasTag ? named.substring(colon + 1) : null;
    var name = hasTag ? named.substring(0, colon) : named;
    var slash = name.indexOf('/');
    var hasRegistry = slash > 0 && isRegistry(name.substring(0, slash));
    var registry = hasRegistry ? name.substring(0, slash) : DEFAULT_REGISTRY;
    var path = hasRegistry ? name.substring(slash + 1) : name;
    if (registry.equals("index.docker.io")) {
      registry = DEFAULT_REGISTRY;
    }
    if (registry.equals(DEFAULT_REGISTRY) && path.indexOf('/') < 0) {
      path = "library/" + path;
    }
    var wellFormed =
        REGISTRY.matcher(registry).matches()
            && PATH.matcher(path).matches()
            && (tag == null || TAG.matcher(tag).matches())
            && (digest == null || DIGEST.matcher(digest).matches());
    return wellFormed
        ? Optional.of(new ImageReference(registry, path, tag, digest))
        : Optional.empty();
  }

  private static boolean isRegistry(String first) {
    return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
  }

  /** The path as abra writes it: no registry, no {@code library/}. */
  public String shortName() {
    return path.startsWith("library/") ? path.substring("library/".length()) : path;
  }
}
