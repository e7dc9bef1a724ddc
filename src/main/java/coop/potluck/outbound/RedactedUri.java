package coop.potluck.outbound;

import java.net.URI;

/** A URL as it may stand in a log or a problem: without user, password and the query's values. */
final class RedactedUri {

  private RedactedUri() {}

  static String of(URI uri) {
    if (uri.getHost() == null) {
      return "a URL without a host";
    }
    return uri.getScheme()
        + "://"
        + uri.getHost()
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + (uri.getRawPath() == null ? "" : uri.getRawPath())
        + (uri.getRawQuery() == null ? "" : "?…");
  }
}
