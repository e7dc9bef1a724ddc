package coop.potluck.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first: its headers, its rate, its measure; and the way out for answers
 * that are ready in memory, which need nothing of the layers behind.
 */
final class Gate extends Handler.Wrapper {

  private static final String UNROUTED = "none";

  private final List<Prefix> prefixes;
  private final ClientAddress clients;
  private final RateLimits limits;
  private final AnswerCache cache;
  private final Metrics metrics;

  /**
   * A part of the addresses whose traffic is not plain reading.
   *
   * @param mounted whether a servlet of its own answers there, so that no route will be known
   */
  record Prefix(String path, Traffic traffic, boolean mounted) {}

  Gate(
      List<Prefix> prefixes,
      HttpSettings settings,
      RateLimits limits,
      AnswerCache cache,
      Metrics metrics) {
    this.prefixes = List.copyOf(prefixes);
    this.clients = new ClientAddress(settings.trustedProxies());
    this.limits = limits;
    this.cache = cache;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var target = request.getHttpURI().getPathQuery();
    var prefix = prefix(target);
    var traffic = prefix == null ? Traffic.READS : prefix.traffic();
    var exchange =
        new Exchange(target, prefix != null && prefix.mounted() ? prefix.path() : UNROUTED);
    var headers = response.getHeaders();
    StandardHeaders.add(headers, exchange.id, traffic);
    var standing = limits.count(traffic, clients.of(request));
    if (standing != null) {
      headers.add(standing.policy());
      headers.add("RateLimit", standing.limit());
      if (!standing.allowed()) {
        metrics.limited(traffic);
        measureAtEnd(request, response, exchange);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, standing.retryAfterSeconds());
        refuse(
            response,
            callback,
            exchange,
            ProblemType.RATE_LIMITED,
            "Come back in " + standing.retryAfterSeconds() + " s; a minute's rest restores it all");
        return true;
      }
    }
    if (answerFromMemory(request, response, callback, target)) {
      return true;
    }
    measureAtEnd(request, response, exchange);
    if (!Methods.KNOWN.contains(request.getMethod())) {
      refuse(
          response,
          callback,
          exchange,
          ProblemType.METHOD_UNKNOWN,
          "The methods are " + String.join(", ", Methods.KNOWN));
      return true;
    }
    if (hasDotSegment(target)) {
      refuse(
          response,
          callback,
          exchange,
          ProblemType.AMBIGUOUS_URI,
          "No dot segment may stand in a path");
      return true;
    }
    request.setAttribute(Exchange.ATTRIBUTE, exchange);
    return super.handle(request, response, callback);
  }

  private @Nullable Prefix prefix(String target) {
    for (var prefix : prefixes) {
      if (target.startsWith(prefix.path())) {
        return prefix;
      }
    }
    return null;
  }

  private boolean answerFromMemory(
      Request request, Response response, Callback callback, String target) {
    var method = request.getMethod();
    var head = method.equals("HEAD");
    var known = head || method.equals("GET") ? cache.known(target) : null;
    var rendered = known == null ? null : cache.current(known.route(), known.key());
    if (known == null || rendered == null) {
      return false;
    }
    var coding = Coding.choose(joined(request.getHeaders(), HttpHeader.ACCEPT_ENCODING));
    if (coding.isEmpty()) {
      return false;
    }
    var found = rendered.in(coding.get());
    var begun = request.getBeginNanoTime();
    if (EntityTag.matches(joined(request.getHeaders(), HttpHeader.IF_NONE_MATCH), found.tag())) {
      response.setStatus(304);
      replace(response.getHeaders(), found.unchanged());
      response.write(true, ByteBuffer.allocate(0), callback);
    } else {
      response.setStatus(200);
      replace(response.getHeaders(), found.fields());
      response.write(true, head ? ByteBuffer.allocate(0) : found.body().buffer(), callback);
    }
    metrics.answered(method, known.route().path(), response.getStatus(), System.nanoTime() - begun);
    return true;
  }

  private static void replace(HttpFields.Mutable headers, HttpFields more) {
    for (var field : more) {
      if (field.getName().equals(StandardHeaders.CSP)) {
        headers.put(field);
      } else {
        headers.add(field);
      }
    }
  }

  /** A header that may come in several lines, as the one line that they stand for. */
  static @Nullable String joined(HttpFields headers, HttpHeader name) {
    var values = headers.getValuesList(name);
    return switch (values.size()) {
      case 0 -> null;
      case 1 -> values.get(0);
      default -> String.join(",", values);
    };
  }

  /** Layers behind would resolve such a path, and so see another than this one did. */
  private static boolean hasDotSegment(String target) {
    var query = target.indexOf('?');
    var path = query < 0 ? target : target.substring(0, query);
    return path.contains("/./")
        || path.contains("/../")
        || path.endsWith("/.")
        || path.endsWith("/..");
  }

  private static void refuse(
      Response response, Callback callback, Exchange exchange, ProblemType type, String detail) {
    var body = ProblemBody.of(type, detail, exchange.id, Map.of());
    response.setStatus(type.status());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private void measureAtEnd(Request request, Response response, Exchange exchange) {
    var method = Methods.label(request.getMethod());
    Request.addCompletionListener(
        request,
        failure ->
            metrics.answered(
                method,
                exchange.route,
                response.getStatus(),
                System.nanoTime() - request.getBeginNanoTime()));
  }
}
