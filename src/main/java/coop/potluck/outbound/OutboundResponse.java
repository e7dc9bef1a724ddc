package coop.potluck.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What another host answered; holds its connection until closed. */
public final class OutboundResponse implements Closeable {

  private final int status;
  private final String message;
  private final URI uri;
  private final Map<String, List<String>> headers;
  private final InputStream body;

  OutboundResponse(
      int status, String message, URI uri, Map<String, List<String>> headers, InputStream body) {
    this.status = status;
    this.message = message;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** The reason phrase, as the stranger wrote it; often empty. */
  public String message() {
    return message;
  }

  /** Where the answer came from, after redirects. */
  public URI uri() {
    return uri;
  }

  /** Keyed by name in lower case; looked up in any case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The last value of a header; null where it was not sent. */
  public @Nullable String header(String name) {
    var values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(values.size() - 1);
  }

  /**
   * The body, decompressed. Reading throws {@link OutboundLimitException} past the request's bytes
   * and {@link java.net.SocketTimeoutException} past its time.
   */
  public InputStream body() {
    return body;
  }

  /** The whole body as UTF-8; what is not UTF-8 is replaced. */
  public String text() throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
