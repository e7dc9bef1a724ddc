package coop.potluck.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of the node. Keeps no cookies and no cache, uses no proxy, and may be called by
 * many threads; how many calls a host gets at a time is its caller's to bound.
 */
public final class Outbound implements AutoCloseable {

  private static final String USER_AGENT = userAgent();

  private final OutboundSettings settings;
  private final AddressPolicy policy;
  private final OkHttpClient client;

  public Outbound(OutboundSettings settings, AddressPolicy policy, NameResolver resolver) {
    this.settings = settings;
    this.policy = policy;
    this.client =
        new OkHttpClient.Builder()
            // with HTTP/2 a connection checked for one name could be lent to another
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            .socketFactory(new CheckedSockets(policy))
            .dns(host -> named(host, resolver.lookup(host)))
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.readTimeout())
            .writeTimeout(settings.readTimeout())
            .connectionPool(new ConnectionPool(settings.maxIdleConnections(), 1, TimeUnit.MINUTES))
            .build();
  }

  /**
   * Calls another host and follows its redirects; any status is an answer. The caller closes it.
   *
   * @throws AddressRefusedException where an address on the way is not one to connect to
   * @throws OtherOriginException where the request refuses a redirect to another origin
   * @throws SocketTimeoutException where time ran out
   * @throws IOException for all else; messages hold no user, password or query
   */
  public OutboundResponse send(OutboundRequest request) throws IOException {
    var timeout = request.timeout().isZero() ? settings.callTimeout() : request.timeout();
    var maxBytes = request.maxBytes() == 0 ? settings.maxResponseBytes() : request.maxBytes();
    var start = System.nanoTime();
    var current = request;
    for (var hop = 0; ; hop++) {
      var left = timeout.minusNanos(System.nanoTime() - start);
      if (left.isNegative() || left.isZero()) {
        throw new SocketTimeoutException(
            RedactedUri.of(current.uri()) + ": no whole answer in time");
      }
      var call = call(current, left);
      var response = execute(call, current.uri());
      var next = nextOrClose(current, response);
      if (next == null) {
        return answer(call, response, maxBytes);
      }
      response.close();
      if (hop == settings.maxRedirects()) {
        throw new IOException(RedactedUri.of(request.uri()) + ": more than " + hop + " redirects");
      }
      current = next;
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private @Nullable OutboundRequest nextOrClose(OutboundRequest request, Response response)
      throws IOException {
    try {
      return Redirect.next(request, response, policy);
    } catch (IOException e) {
      response.close();
      throw e;
    }
  }

  private Call call(OutboundRequest request, Duration timeout) throws IOException {
    var url = HttpUrl.parse(request.uri().toString());
    if (url == null) {
      throw new IOException(RedactedUri.of(request.uri()) + ": neither http nor https");
    }
    var builder = new Request.Builder().url(url.newBuilder().username("").password("").build());
    request.headers().forEach(builder::header);
    // the library decompresses, so that bytes are counted after it, only where it asked itself
    builder.removeHeader("Accept-Encoding").removeHeader("Host");
    if (!request.headers().containsKey("User-Agent")) {
      builder.header("User-Agent", USER_AGENT);
    }
    var call = client.newCall(builder.method(request.method(), body(request)).build());
    call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    return call;
  }

  private static @Nullable RequestBody body(OutboundRequest request) {
    var body = request.body();
    if (body != null) {
      return new StreamedBody(body);
    }
    var needsOne = List.of("POST", "PUT", "PATCH").contains(request.method());
    return needsOne ? RequestBody.EMPTY : null;
  }

  private static Response execute(Call call, URI uri) throws IOException {
    try {
      return call.execute();
    } catch (IOException e) {
      throw Failures.explained(e, uri);
    }
  }

  private static OutboundResponse answer(Call call, Response response, long maxBytes) {
    var uri = response.request().url().uri();
    return new OutboundResponse(
        response.code(),
        response.message(),
        uri,
        Collections.unmodifiableMap(response.headers().toMultimap()),
        new CountedBody(response.body().byteStream(), call, uri, maxBytes));
  }

  /** Each address with the name it was asked by, which the socket's check needs. */
  private static List<InetAddress> named(String host, List<InetAddress> addresses)
      throws UnknownHostException {
    var named = new ArrayList<InetAddress>();
    for (var address : addresses) {
      named.add(InetAddress.getByAddress(host, address.getAddress()));
    }
    return named;
  }

  private static String userAgent() {
    var version = Outbound.class.getPackage().getImplementationVersion();
    return "Potluck/" + (version == null ? "0" : version);
  }

  private static final class StreamedBody extends RequestBody {
    private final OutboundRequest.Body body;

    StreamedBody(OutboundRequest.Body body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType() == null ? null : MediaType.parse(body.contentType());
    }

    @Override
    public long contentLength() {
      return body.length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writer().writeTo(sink.outputStream());
    }
  }
}
