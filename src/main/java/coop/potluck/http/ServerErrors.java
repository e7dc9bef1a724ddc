package coop.potluck.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ErrorHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The errors that Jetty and servlets find by themselves, as problems instead of pages. */
final class ServerErrors extends ErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ServerErrors.class);

  private final Metrics metrics;

  ServerErrors(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var reported = request.getAttribute(ERROR_STATUS) instanceof Integer code ? code : 0;
    var status = reported == 0 ? response.getStatus() : reported;
    var message = String.valueOf(request.getAttribute(ERROR_MESSAGE));
    var cause = request.getAttribute(ERROR_EXCEPTION);
    var type = type(status, message);
    var headers = response.getHeaders();
    var exchange = request.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange e ? e : null;
    var id = exchange == null ? Exchange.newId() : exchange.id;
    if (exchange == null) {
      StandardHeaders.add(headers, id, Traffic.READS);
      metrics.answered(Methods.label(request.getMethod()), "none", type.status(), 0);
    } else if (headers.get(StandardHeaders.REQUEST_ID) == null) {
      StandardHeaders.add(headers, id, Traffic.WRITES);
    }
    if (type.equals(ProblemType.INTERNAL) && cause instanceof Throwable error) {
      LOG.error("request {} failed", id, error);
    }
    var body = ProblemBody.of(type, detail(type), id, Map.of());
    response.setStatus(type.status());
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    headers.remove(HttpHeader.CONTENT_ENCODING);
    headers.remove(HttpHeader.ETAG);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static ProblemType type(int status, String message) {
    var ambiguous = message.toLowerCase(Locale.ROOT).contains("ambiguous");
    return status == 400 && ambiguous ? ProblemType.AMBIGUOUS_URI : ProblemType.ofStatus(status);
  }

  private static String detail(ProblemType type) {
    if (type.equals(ProblemType.AMBIGUOUS_URI)) {
      return "No encoded slash, dot segment or the like may stand in a path";
    }
    if (type.equals(ProblemType.INTERNAL)) {
      return "The node's log tells more under this request's id";
    }
    if (type.equals(ProblemType.BAD_REQUEST)) {
      return "The request line or a header breaks the rules of HTTP";
    }
    return type.title();
  }
}
