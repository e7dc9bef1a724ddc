package coop.potluck.http;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of routes.
 *
 * @param path with its variable parts in braces, none of which spans a slash, and perhaps a last
 *     one in angle brackets, which may
 * @param parameters all that the query may hold
 * @param moment what an answer depends on beside the revision and the query, as a word that stays
 *     the same while that does; absent for nothing
 * @param revision what answers depend on in place of the server's own; absent for that
 */
public record Route(
    Method method,
    String path,
    Traffic traffic,
    Caching caching,
    List<Parameter> parameters,
    Handler handler,
    @Nullable Supplier<String> moment,
    @Nullable Revision revision) {

  public Route {
    parameters = List.copyOf(parameters);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
    if (revision != null && caching != Caching.DOCUMENT) {
      throw new IllegalArgumentException("tags of a revision of its own may come again: " + path);
    }
  }

  /** A public read, which HEAD and OPTIONS come with. */
  public static Route get(String path, Caching caching, Handler handler, Parameter... parameters) {
    return of(Method.GET, path, Traffic.READS, caching, handler, parameters);
  }

  /** A part of a log, or what it names: open to all, with a rate of its own. */
  public static Route log(String path, Caching caching, Handler handler) {
    return of(Method.GET, path, Traffic.LOG, caching, handler);
  }

  /** A public read whose question is in its body: counted as reads are, and kept by nobody. */
  public static Route question(String path, Handler handler, Parameter... parameters) {
    return of(Method.POST, path, Traffic.READS, Caching.NONE, handler, parameters);
  }

  /** A write, or something only the operator may read. */
  public static Route restricted(
      Method method, String path, Handler handler, Parameter... parameters) {
    return of(method, path, Traffic.WRITES, Caching.NONE, handler, parameters);
  }

  /** A submission of another node, with a rate of its own. */
  public static Route witness(String path, Handler handler) {
    return of(Method.POST, path, Traffic.WITNESS, Caching.NONE, handler);
  }

  /** A probe of the operator's machinery. */
  public static Route probe(String path, Handler handler) {
    return of(Method.GET, path, Traffic.OPERATIONS, Caching.NONE, handler);
  }

  private static Route of(
      Method method,
      String path,
      Traffic traffic,
      Caching caching,
      Handler handler,
      Parameter... parameters) {
    return new Route(method, path, traffic, caching, List.of(parameters), handler, null, null);
  }

  /** The same, whose answers hold no longer than this word stays the same. */
  public Route during(Supplier<String> word) {
    return new Route(method, path, traffic, caching, parameters, handler, word, revision);
  }

  /** The same, whose answers hold while this number stays as it is. */
  public Route dependingOn(Revision other) {
    return new Route(method, path, traffic, caching, parameters, handler, moment, other);
  }

  /** The path up to its first variable part. */
  String fixedPart() {
    for (var i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '{' || path.charAt(i) == '<') {
        return path.substring(0, i);
      }
    }
    return path;
  }
}
