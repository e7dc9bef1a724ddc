package coop.potluck.http;

import java.util.List;

/**
 * A row of the table of routes.
 *
 * @param path with its variable parts in braces, none of which spans a slash
 * @param parameters all that the query may hold
 */
public record Route(
    Method method,
    String path,
    Traffic traffic,
    Caching caching,
    List<Parameter> parameters,
    Handler handler) {

  public Route {
    parameters = List.copyOf(parameters);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
  }

  /** A public read, which HEAD and OPTIONS come with. */
  public static Route get(String path, Caching caching, Handler handler, Parameter... parameters) {
    return new Route(Method.GET, path, Traffic.READS, caching, List.of(parameters), handler);
  }

  /** A write, or something only the operator may read. */
  public static Route restricted(
      Method method, String path, Handler handler, Parameter... parameters) {
    return new Route(method, path, Traffic.WRITES, Caching.NONE, List.of(parameters), handler);
  }

  /** A probe of the operator's machinery. */
  public static Route probe(String path, Handler handler) {
    return new Route(Method.GET, path, Traffic.OPERATIONS, Caching.NONE, List.of(), handler);
  }
}
