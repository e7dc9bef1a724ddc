package coop.potluck.http;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of routes.
 *
 * @param path with its variable parts in braces, none of which spans a slash
 * @param parameters all that the query may hold
 * @param moment what an answer depends on beside the revision and the query, as a word that stays
 *     the same while that does; absent for nothing
 */
public record Route(
    Method method,
    String path,
    Traffic traffic,
    Caching caching,
    List<Parameter> parameters,
    Handler handler,
    @Nullable Supplier<String> moment) {

  public Route {
    parameters = List.copyOf(parameters);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
  }

  /** A public read, which HEAD and OPTIONS come with. */
  public static Route get(String path, Caching caching, Handler handler, Parameter... parameters) {
    return new Route(Method.GET, path, Traffic.READS, caching, List.of(parameters), handler, null);
  }

  /** A public read whose question is in its body: counted as reads are, and kept by nobody. */
  public static Route question(String path, Handler handler, Parameter... parameters) {
    return new Route(
        Method.POST, path, Traffic.READS, Caching.NONE, List.of(parameters), handler, null);
  }

  /** A write, or something only the operator may read. */
  public static Route restricted(
      Method method, String path, Handler handler, Parameter... parameters) {
    return new Route(
        method, path, Traffic.WRITES, Caching.NONE, List.of(parameters), handler, null);
  }

  /** A probe of the operator's machinery. */
  public static Route probe(String path, Handler handler) {
    return new Route(Method.GET, path, Traffic.OPERATIONS, Caching.NONE, List.of(), handler, null);
  }

  /** The same, whose answers hold no longer than this word stays the same. */
  public Route during(Supplier<String> word) {
    return new Route(method, path, traffic, caching, parameters, handler, word);
  }
}
