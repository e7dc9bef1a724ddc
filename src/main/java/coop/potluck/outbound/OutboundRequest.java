package coop.potluck.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call to another host.
 *
 * @param method in capitals
 * @param uri http or https; user and password in it are never sent
 * @param headers names count in any case; {@code Accept-Encoding} and {@code Host} are the client's
 *     own
 * @param timeout for the whole call, reading the body included; zero for the settings' own
 * @param maxBytes of the body after decompression; zero for the settings' own
 * @param sameOrigin whether a redirect to another scheme, host or port is refused, before anything
 *     is asked there
 */
public record OutboundRequest(
    String method,
    URI uri,
    Map<String, String> headers,
    @Nullable Body body,
    Duration timeout,
    long maxBytes,
    boolean sameOrigin) {

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  /** Checks the shape; what it throws never quotes a header's value, which may be a secret. */
  public OutboundRequest {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("not a method: " + method);
    }
    if (timeout.isNegative() || maxBytes < 0) {
      throw new IllegalArgumentException("a limit below zero");
    }
    var own = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, value) -> {
          if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a header: " + name.strip());
          }
          own.put(name, value);
        });
    headers = Collections.unmodifiableMap(own);
  }

  public static OutboundRequest get(URI uri) {
    return new OutboundRequest("GET", uri, Map.of(), null, Duration.ZERO, 0, false);
  }

  public static OutboundRequest post(URI uri, Body body) {
    return get(uri).withMethod("POST").withBody(body);
  }

  public OutboundRequest withMethod(String changed) {
    return new OutboundRequest(changed, uri, headers, body, timeout, maxBytes, sameOrigin);
  }

  public OutboundRequest withUri(URI changed) {
    return new OutboundRequest(method, changed, headers, body, timeout, maxBytes, sameOrigin);
  }

  public OutboundRequest withHeader(String name, String value) {
    var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return withHeaders(more);
  }

  public OutboundRequest withHeaders(Map<String, String> changed) {
    return new OutboundRequest(method, uri, changed, body, timeout, maxBytes, sameOrigin);
  }

  public OutboundRequest withBody(@Nullable Body changed) {
    return new OutboundRequest(method, uri, headers, changed, timeout, maxBytes, sameOrigin);
  }

  public OutboundRequest withTimeout(Duration changed) {
    return new OutboundRequest(method, uri, headers, body, changed, maxBytes, sameOrigin);
  }

  public OutboundRequest withMaxBytes(long changed) {
    return new OutboundRequest(method, uri, headers, body, timeout, changed, sameOrigin);
  }

  /** The call with redirects to another scheme, host or port refused. */
  public OutboundRequest withSameOrigin() {
    return new OutboundRequest(method, uri, headers, body, timeout, maxBytes, true);
  }

  /** The method and where to; headers stay unsaid. */
  @Override
  public String toString() {
    return method + " " + RedactedUri.of(uri);
  }

  /**
   * What a request carries.
   *
   * @param contentType absent where none is sent
   * @param length in bytes; -1 where it is not known beforehand
   * @param writer called again where a redirect or a stale connection wants the body once more
   */
  public record Body(@Nullable String contentType, long length, Writer writer) {

    public static Body of(String contentType, byte[] bytes) {
      var own = bytes.clone();
      return new Body(contentType, own.length, out -> out.write(own));
    }

    public static Body of(String contentType, String text) {
      return of(contentType, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes a body, whole, each time it is asked. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }
}
