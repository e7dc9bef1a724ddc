package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import coop.potluck.outbound.OutboundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One request of JGit's, sent through {@code outbound}; answers that are no git are failures. */
final class OutboundConnection implements HttpConnection, AutoCloseable {

  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
  private static final String RESULT = "application/x-git-upload-pack-result";

  private final Outbound outbound;
  private final URL url;
  private final long maxGetBytes;
  private final long maxPostBytes;
  private final Watch watch;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String method = "GET";
  private @Nullable OutboundResponse response;

  OutboundConnection(
      Outbound outbound,
      URL url,
      @Nullable AccessToken token,
      long maxGetBytes,
      long maxPostBytes,
      Watch watch) {
    this.outbound = outbound;
    this.url = url;
    this.maxGetBytes = maxGetBytes;
    this.maxPostBytes = maxPostBytes;
    this.watch = watch;
    if (token != null) {
      headers.put("Authorization", token.authorization());
    }
  }

  @Override
  public int getResponseCode() throws IOException {
    return response().status();
  }

  private OutboundResponse response() throws IOException {
    var received = response;
    if (received == null) {
      try {
        watch.check();
        received = outbound.send(request());
        response = received;
        check(received);
      } catch (IOException e) {
        throw new Final(e);
      }
    }
    return received;
  }

  private OutboundRequest request() throws IOException {
    var isGet = method.equals("GET");
    var type = headers.get("Content-Type");
    var sent = new TreeMap<>(headers);
    sent.keySet().removeAll(List.of("Content-Type", "User-Agent"));
    try {
      return OutboundRequest.get(url.toURI())
          .withMethod(method)
          .withHeaders(sent)
          .withBody(isGet ? null : new OutboundRequest.Body(type, body.size(), body::writeTo))
          .withTimeout(watch.left())
          .withMaxBytes(isGet ? maxGetBytes : maxPostBytes);
    } catch (URISyntaxException e) {
      throw new MirrorFailure(Kind.REFUSED, "the URL is malformed");
    }
  }

  private void check(OutboundResponse answer) throws IOException {
    var status = answer.status();
    switch (status) {
      case HTTP_OK -> {
        var wanted = method.equals("GET") ? ADVERTISEMENT : RESULT;
        if (!wanted.equals(answer.header("Content-Type"))) {
          throw new MirrorFailure(Kind.CORRUPT, "the server does not speak git's smart protocol");
        }
      }
      case HTTP_NOT_FOUND, 410 ->
          throw new MirrorFailure(Kind.GONE, "the server answers " + status);
      case HTTP_UNAUTHORIZED, HTTP_FORBIDDEN ->
          throw new MirrorFailure(Kind.AUTH, "the server answers " + status);
      default -> throw new MirrorFailure(Kind.NETWORK, "the server answers " + status);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return response().body();
  }

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public String getResponseMessage() throws IOException {
    return "status " + response().status();
  }

  @Override
  public @Nullable String getContentType() {
    return getHeaderField("Content-Type");
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    // outbound has decompressed the body
    return response == null || name.equalsIgnoreCase("Content-Encoding")
        ? null
        : response.header(name);
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return response == null ? Map.of() : response.headers();
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return getHeaderFields().getOrDefault(name.toLowerCase(Locale.ROOT), new ArrayList<>());
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public void setRequestProperty(String key, String value) {
    headers.put(key, value);
  }

  @Override
  public void setRequestMethod(String requestMethod) {
    method = requestMethod;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public void connect() throws IOException {
    response();
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (response != null) {
      response.close();
    }
  }

  @Override
  public void setUseCaches(boolean use) {
    // outbound has none
  }

  @Override
  public void setConnectTimeout(int timeout) {
    // outbound's own
  }

  @Override
  public void setReadTimeout(int timeout) {
    // outbound's own
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    // outbound follows, and drops credentials where it has to
  }

  @Override
  public void setDoOutput(boolean output) {
    // told by the method
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    // requests are small: the ids that are wanted and held
  }

  @Override
  public void setChunkedStreamingMode(int length) {
    // requests are small
  }

  @Override
  public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
    throw new UnsupportedOperationException("certificates are checked by outbound");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    throw new UnsupportedOperationException("names are checked by outbound");
  }

  /** JGit asks once more after any other kind of failure. */
  private static final class Final extends SocketException {
    private static final long serialVersionUID = 1L;

    Final(IOException cause) {
      super(cause.getMessage());
      initCause(cause);
    }
  }
}
