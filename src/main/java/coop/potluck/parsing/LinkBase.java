package coop.potluck.parsing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a repository can be browsed, so that a README's relative links lead there.
 *
 * @param url of the repository's page, without {@code .git} and a slash at the end; null where it
 *     cannot be browsed
 * @param branch whose files are shown
 */
public record LinkBase(Forge forge, @Nullable String url, String branch) {

  /** The kinds of forge, which differ in where they show a file. */
  public enum Forge {
    FORGEJO,
    GITHUB,
    GITLAB,
    UNKNOWN
  }

  /** Nowhere: a relative link becomes plain text. */
  public static final LinkBase NONE = new LinkBase(Forge.UNKNOWN, null, "");

  /** The page of a repository that is cloned from {@code cloneUrl} on a known kind of forge. */
  public static LinkBase of(Forge forge, String cloneUrl, String branch) {
    try {
      var uri = new URI(cloneUrl);
      var scheme = uri.getScheme();
      if (uri.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
        return NONE;
      }
      var path = uri.getRawPath();
      while (path.endsWith("/")) {
        path = path.substring(0, path.length() - 1);
      }
      if (path.endsWith(".git")) {
        path = path.substring(0, path.length() - ".git".length());
      }
      var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return new LinkBase(forge, scheme + "://" + uri.getHost() + port + path, branch);
    } catch (URISyntaxException e) {
      return NONE;
    }
  }

  /** The same, where only the host's name tells what forge it may be. */
  public static LinkBase guess(String cloneUrl, String branch) {
    var base = of(Forge.UNKNOWN, cloneUrl, branch);
    if (base.url == null) {
      return NONE;
    }
    var host = base.url.substring(base.url.indexOf("://") + 3).toLowerCase(Locale.ROOT);
    var forge = Forge.UNKNOWN;
    if (host.startsWith("github.com/")) {
      forge = Forge.GITHUB;
    } else if (host.startsWith("gitlab.")) {
      forge = Forge.GITLAB;
    } else if (host.startsWith("codeberg.org/")
        || host.startsWith("gitea.")
        || host.startsWith("forgejo.")
        || host.startsWith("git.coopcloud.tech/")) {
      forge = Forge.FORGEJO;
    }
    return new LinkBase(forge, base.url, branch);
  }

  /** An absolute address for a link of the README at {@code from}; null where there is none. */
  @Nullable String resolve(String from, String link) {
    var target = link.strip();
    if (target.isEmpty() || target.length() > 2_000) {
      return null;
    }
    try {
      var uri = new URI(target.replace(" ", "%20"));
      var scheme = uri.getScheme();
      if (scheme != null) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
          case "http", "https" -> uri.getHost() == null ? null : uri.toASCIIString();
          case "mailto" -> uri.toASCIIString();
          default -> null;
        };
      }
      return uri.getRawAuthority() != null
          ? "https:" + uri.toASCIIString()
          : inRepository(from, uri);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private @Nullable String inRepository(String from, URI link) throws URISyntaxException {
    var files = files();
    var path = link.getRawPath();
    if (files == null || path == null) {
      return null;
    }
    var here = new URI(null, null, "/" + from, null).getRawPath();
    var segments = new ArrayDeque<String>();
    if (path.isEmpty()) {
      segments.add(here.substring(1));
    } else {
      var folder = here.substring(0, here.lastIndexOf('/') + 1);
      var whole = path.startsWith("/") ? path : folder + path;
      for (var segment : whole.split("/", -1)) {
        if (segment.equals("..")) {
          if (segments.pollLast() == null) {
            return null;
          }
        } else if (!segment.isEmpty() && !segment.equals(".")) {
          segments.add(segment);
        }
      }
    }
    var fragment = link.getRawFragment() == null ? "" : "#" + link.getRawFragment();
    return new URI(files + "/" + String.join("/", segments) + fragment).toASCIIString();
  }

  private @Nullable String files() throws URISyntaxException {
    if (url == null) {
      return null;
    }
    var at = new URI(null, null, "/" + branch, null).getRawPath();
    return switch (forge) {
      case FORGEJO -> url + "/src/branch" + at;
      case GITHUB -> url + "/blob" + at;
      case GITLAB -> url + "/-/blob" + at;
      case UNKNOWN -> null;
    };
  }
}
