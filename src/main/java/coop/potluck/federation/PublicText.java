package coop.potluck.federation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What forges and files say, made fit for a statement. */
final class PublicText {

  private static final int MAX_URL_LENGTH = 1024;
  private static final int MAX_DESCRIPTION_LENGTH = 500;

  private PublicText() {}

  /** A page's URL without credentials; null where it is none of the web or too long. */
  static @Nullable String page(@Nullable String url) {
    return url == null ? null : web(url, true);
  }

  /** A repository's URL without credentials; null where it is none of the web or too long. */
  static @Nullable String repository(@Nullable String url) {
    return url == null ? null : web(url, false);
  }

  private static @Nullable String web(String url, boolean withQuery) {
    try {
      var uri = new URI(url.strip());
      if (uri.getScheme() == null || uri.getHost() == null) {
        return null;
      }
      var clean =
          uri.getScheme().toLowerCase(Locale.ROOT)
              + "://"
              + uri.getHost().toLowerCase(Locale.ROOT)
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
              + (uri.getRawPath() == null ? "" : uri.getRawPath())
              + (withQuery && uri.getRawQuery() != null ? "?" + uri.getRawQuery() : "");
      return clean.length() <= MAX_URL_LENGTH && Members.isWebUrl(clean) ? clean : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** One line of a sensible length; null where nothing is left. */
  static @Nullable String description(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.length() > MAX_DESCRIPTION_LENGTH) {
      var end = MAX_DESCRIPTION_LENGTH - 1;
      line =
          line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
    return line.isEmpty() ? null : line;
  }
}
