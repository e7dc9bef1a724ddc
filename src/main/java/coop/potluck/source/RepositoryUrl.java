package coop.potluck.source;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told of a repository from its URL. */
public final class RepositoryUrl {

  /** {@code git@host:path}, the short form of ssh. */
  private static final Pattern SHORT_SSH =
      Pattern.compile("(?:[^@/:\\s]+@)?([A-Za-z0-9._-]{2,}):(?!//)(.+)");

  private static final Pattern WITH_SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(?:[^@/?#]*@)?([^/?#]*)([^?#]*).*");

  private RepositoryUrl() {}

  /**
   * One spelling for all URLs of a repository: {@code git.example/recipes/wiki}. Scheme,
   * credentials, usual ports, {@code .git}, slashes at the end and the host's capitals are gone; a
   * local path keeps its {@code file:}.
   */
  public static String normalise(String url) {
    var text = url.strip();
    var whole = WITH_SCHEME.matcher(text);
    if (whole.matches()) {
      var scheme = whole.group(1).toLowerCase(Locale.ROOT);
      if (scheme.equals("file")) {
        return "file:" + trimmed(whole.group(3));
      }
      return host(scheme, whole.group(2)) + trimmed(whole.group(3));
    }
    var ssh = SHORT_SSH.matcher(text);
    if (ssh.matches()) {
      var path = ssh.group(2);
      return host("ssh", ssh.group(1)) + trimmed(path.startsWith("/") ? path : "/" + path);
    }
    return trimmed(text);
  }

  /** The last segment of the path, without {@code .git}; empty for a URL that has none. */
  public static String lastSegment(String url) {
    var path = normalise(url);
    return path.contains("/") ? path.substring(path.lastIndexOf('/') + 1) : "";
  }

  /** The host, with its port where it is not the scheme's own; absent where there is none. */
  static Optional<String> origin(@Nullable URI uri) {
    if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
      return Optional.empty();
    }
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return Optional.of(scheme + "://" + host(scheme, uri.getHost() + port));
  }

  private static String host(String scheme, String authority) {
    var lower = authority.toLowerCase(Locale.ROOT);
    var usual =
        switch (scheme) {
          case "https" -> ":443";
          case "http" -> ":80";
          case "git" -> ":9418";
          default -> ":22";
        };
    // the port that ssh listens on says nothing of which forge it is
    return scheme.equals("ssh")
        ? lower.replaceFirst(":\\d*$", "")
        : lower.endsWith(usual) ? lower.substring(0, lower.length() - usual.length()) : lower;
  }

  private static String trimmed(String path) {
    var end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    var bare = path.substring(0, end);
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
  }
}
