package coop.potluck.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the table of routes into Javalin's, and answers and refusals into responses. */
final class Dispatch {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  private final List<Route> routes;
  private final AnswerCache cache;
  private final Bodies bodies;

  Dispatch(List<Route> routes, AnswerCache cache, Bodies bodies) {
    this.routes = List.copyOf(routes);
    this.cache = cache;
    this.bodies = bodies;
  }

  void addTo(RoutesConfig javalin) {
    var byPath = new LinkedHashMap<String, List<Route>>();
    for (var route : routes) {
      byPath.computeIfAbsent(route.path(), path -> new ArrayList<>()).add(route);
    }
    byPath.forEach((path, here) -> add(javalin, path, here));
    javalin.exception(
        Elsewhere.class, (elsewhere, context) -> lead(context.res(), elsewhere.answer()));
    javalin.exception(Refusal.class, (refusal, context) -> refuse(context, refusal));
    javalin.exception(
        HttpResponseException.class,
        (error, context) ->
            refuse(
                context,
                new Refusal(
                    ProblemType.ofStatus(error.getStatus()),
                    "There is nothing at " + context.path())));
    javalin.exception(
        IOException.class,
        (error, context) ->
            LOG.debug("the client of request {} has gone", exchange(context).id, error));
    javalin.exception(Exception.class, (error, context) -> fail(context, error));
  }

  private void add(RoutesConfig javalin, String path, List<Route> here) {
    var allow = Methods.allow(here.stream().map(Route::method).toList());
    for (var name : Methods.KNOWN) {
      var method = HandlerType.findOrCreate(name);
      var wanted = name.equals("HEAD") ? "GET" : name;
      var route =
          here.stream().filter(one -> one.method().name().equals(wanted)).findFirst().orElse(null);
      if (route != null) {
        javalin.addHttpHandler(method, path, context -> serve(context, route));
      } else if (name.equals("OPTIONS")) {
        var shared = here.stream().allMatch(one -> one.traffic().isOpen());
        javalin.addHttpHandler(method, path, context -> options(context, path, allow, shared));
      } else {
        javalin.addHttpHandler(
            method,
            path,
            context -> {
              exchange(context).route = path;
              throw new Refusal(ProblemType.METHOD_NOT_ALLOWED, "This address knows " + allow)
                  .header("Allow", allow);
            });
      }
    }
  }

  private static void options(Context context, String path, String allow, boolean shared) {
    exchange(context).route = path;
    var response = context.res();
    response.setStatus(204);
    response.setHeader("Allow", allow);
    if (shared) {
      response.setHeader("Access-Control-Allow-Methods", allow);
      response.setHeader("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match");
      response.setHeader("Access-Control-Max-Age", "86400");
    }
  }

  private void serve(Context context, Route route) throws IOException {
    var exchange = exchange(context);
    exchange.route = route.path();
    var servlet = context.req();
    var request =
        new Request(
            route,
            context.pathParamMap(),
            servlet.getQueryString(),
            servlet::getHeader,
            () -> bodies.read(servlet));
    if (route.caching() == Caching.NONE) {
      write(context, route.handler().answer(request));
      return;
    }
    var moment = route.moment();
    var key = moment == null ? request.key() : request.key() + '#' + moment.get();
    var coding =
        Coding.choose(joined(context, HttpHeader.ACCEPT_ENCODING))
            .orElseThrow(
                () ->
                    new Refusal(
                        ProblemType.NOT_ACCEPTABLE,
                        "There is identity, and gzip for most answers"));
    var ifNoneMatch = joined(context, HttpHeader.IF_NONE_MATCH);
    if (route.caching() == Caching.QUERY && ifNoneMatch != null) {
      var tag = EntityTag.quoted(cache.commonTag(key), coding);
      if (!ifNoneMatch.strip().equals("*") && EntityTag.matches(ifNoneMatch, tag)) {
        unchanged(context.res(), Rendered.unchanged(tag));
        return;
      }
    }
    var rendered = cache.get(route, key, () -> route.handler().answer(request));
    if (moment == null) {
      cache.remember(exchange.target, route, key);
    }
    var found = rendered.in(coding);
    if (EntityTag.matches(ifNoneMatch, found.tag())) {
      unchanged(context.res(), found.unchanged());
      return;
    }
    context.res().setStatus(200);
    found.fields().forEach(field -> set(context.res(), field));
    if (!context.method().equals(HandlerType.HEAD)) {
      context.res().getOutputStream().write(found.body().bytes);
    }
  }

  private static void unchanged(HttpServletResponse response, HttpFields fields) {
    response.setStatus(304);
    fields.forEach(field -> set(response, field));
  }

  private static void set(HttpServletResponse response, HttpField field) {
    response.setHeader(field.getName(), field.getValue());
  }

  private static void write(Context context, Answer answer) throws IOException {
    var response = context.res();
    response.setStatus(answer.status());
    response.setHeader("Cache-Control", "no-store");
    answer.headers().forEach(response::setHeader);
    if (answer.mediaType() != null) {
      response.setContentType(answer.mediaType());
    }
    if (answer.status() != 204) {
      response.setContentLength(answer.bytes().length);
    }
    if (!context.method().equals(HandlerType.HEAD)) {
      response.getOutputStream().write(answer.bytes());
    }
  }

  private static void lead(HttpServletResponse response, Answer elsewhere) {
    response.setStatus(elsewhere.status());
    response.setHeader("Cache-Control", "no-store");
    elsewhere.headers().forEach(response::setHeader);
    response.setContentLength(0);
  }

  private static void refuse(Context context, Refusal refusal) {
    var response = context.res();
    response.setStatus(refusal.type().status());
    refusal.headers().forEach(response::setHeader);
    var body =
        ProblemBody.of(refusal.type(), refusal.detail(), exchange(context).id, refusal.members());
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(ProblemBody.MEDIA_TYPE);
    response.setContentLength(body.length);
    if (!context.method().equals(HandlerType.HEAD)) {
      try {
        response.getOutputStream().write(body);
      } catch (IOException e) {
        LOG.debug("the client of request {} has gone", exchange(context).id, e);
      }
    }
  }

  private static void fail(Context context, Exception error) {
    LOG.error("request {} to {} failed", exchange(context).id, context.path(), error);
    refuse(
        context,
        new Refusal(ProblemType.INTERNAL, "The node's log tells more under this request's id"));
  }

  private static @Nullable String joined(Context context, HttpHeader name) {
    var values = context.req().getHeaders(name.asString());
    if (!values.hasMoreElements()) {
      return null;
    }
    var first = values.nextElement();
    if (!values.hasMoreElements()) {
      return first;
    }
    var all = new StringBuilder(first);
    while (values.hasMoreElements()) {
      all.append(',').append(values.nextElement());
    }
    return all.toString();
  }

  private static Exchange exchange(Context context) {
    return (Exchange) Objects.requireNonNull(context.req().getAttribute(Exchange.ATTRIBUTE));
  }
}
