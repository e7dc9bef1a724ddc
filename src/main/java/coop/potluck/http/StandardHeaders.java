package coop.potluck.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** The headers that every answer has, whoever makes it. */
final class StandardHeaders {

  static final String REQUEST_ID = "X-Request-Id";
  static final String CSP = "Content-Security-Policy";

  private static final HttpField[] SECURITY = {
    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
    new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
    new PreEncodedHttpField(CSP, "default-src 'none'; frame-ancestors 'none'"),
  };
  private static final HttpField[] ANY_ORIGIN = {
    new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    new PreEncodedHttpField(
        HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS,
        "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"),
    new PreEncodedHttpField("Cross-Origin-Resource-Policy", "cross-origin"),
  };

  private StandardHeaders() {}

  static void add(HttpFields.Mutable headers, String requestId, Traffic traffic) {
    for (var field : SECURITY) {
      headers.add(field);
    }
    if (traffic.isOpen()) {
      for (var field : ANY_ORIGIN) {
        headers.add(field);
      }
    }
    headers.add(new HttpField(REQUEST_ID, requestId));
  }
}
