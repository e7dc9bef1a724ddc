package coop.potluck.outbound;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The next step of a call whose answer points elsewhere. */
final class Redirect {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  /** What may follow to another host: nothing that could be a credential under any name. */
  private static final Set<String> CARRIED =
      Set.of(
          "accept",
          "accept-language",
          "content-encoding",
          "content-type",
          "git-protocol",
          "if-modified-since",
          "if-none-match",
          "pragma",
          "range",
          "user-agent");

  private Redirect() {}

  /** The next request; null where the answer is no redirect. */
  static @Nullable OutboundRequest next(
      OutboundRequest request, Response response, AddressPolicy policy) throws IOException {
    var location = response.header("Location");
    if (!STATUSES.contains(response.code()) || location == null) {
      return null;
    }
    var from = response.request().url();
    var to = from.resolve(location);
    if (to == null) {
      throw new IOException(
          RedactedUri.of(request.uri()) + ": redirects to something that is no http(s) URL");
    }
    if (request.sameOrigin() && !isSameOrigin(from, to)) {
      var origin = origin(to);
      throw new OtherOriginException(
          RedactedUri.of(request.uri()) + ": redirects to " + origin, origin);
    }
    if (from.isHttps() && !to.isHttps()) {
      throw new IOException(RedactedUri.of(request.uri()) + ": redirects from https to http");
    }
    // a stranger may not borrow the exception that the operator made for an own URL
    if (policy.isNamed(to.host(), to.port()) && !policy.isNamed(from.host(), from.port())) {
      throw new AddressRefusedException(
          RedactedUri.of(request.uri()) + ": redirects to " + to.host() + " of the node's network");
    }
    var next = request.withUri(to.uri());
    if (!isSameOrigin(from, to)) {
      next = next.withHeaders(carried(request.headers()));
    }
    return response.code() == 303 && !request.method().equals("HEAD")
        ? next.withMethod("GET").withBody(null)
        : next;
  }

  private static boolean isSameOrigin(HttpUrl a, HttpUrl b) {
    return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
  }

  private static String origin(HttpUrl url) {
    var root = new HttpUrl.Builder().scheme(url.scheme()).host(url.host()).port(url.port()).build();
    return root.toString().replaceFirst("/$", "");
  }

  private static Map<String, String> carried(Map<String, String> headers) {
    var kept = new TreeMap<>(headers);
    kept.keySet().removeIf(name -> !CARRIED.contains(name.toLowerCase(Locale.ROOT)));
    return kept;
  }
}
