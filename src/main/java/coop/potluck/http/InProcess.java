package coop.potluck.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks what the public may ask of a table of routes without a network: the same answers, byte for
 * byte.
 */
public final class InProcess {

  private static final byte[] NOTHING = {};

  /** How often one address may lead to another. */
  private static final int MAX_TURNS = 5;

  private final List<Route> routes;

  public InProcess(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * The body that a GET of this address would have.
   *
   * @param address path and query, encoded as in a URL: {@code /api/v1/recipes?limit=10}
   * @throws Refusal if the answer would be a problem
   */
  public byte[] get(String address) {
    return ask(Method.GET, address, name -> null, NOTHING);
  }

  /**
   * The body of the answer to a POST that is a question.
   *
   * @param contentType of the body: {@code text/plain}
   * @throws Refusal if the answer would be a problem
   */
  public byte[] post(String address, String contentType, byte[] body) {
    return ask(
        Method.POST,
        address,
        name -> name.equalsIgnoreCase("Content-Type") ? contentType : null,
        body);
  }

  private byte[] ask(
      Method method, String address, Function<String, @Nullable String> headers, byte[] body) {
    var asked = address;
    for (var turns = 0; turns < MAX_TURNS; turns++) {
      try {
        return answer(method, asked, headers, body);
      } catch (Elsewhere elsewhere) {
        asked = elsewhere.address();
      }
    }
    throw new Refusal(ProblemType.NOT_FOUND, address + " leads round in circles");
  }

  private byte[] answer(
      Method method, String address, Function<String, @Nullable String> headers, byte[] body) {
    var mark = address.indexOf('?');
    var path = mark < 0 ? address : address.substring(0, mark);
    var query = mark < 0 ? null : address.substring(mark + 1);
    for (var route : routes) {
      var asked = route.method() == method && route.traffic() != Traffic.WRITES;
      var variables = asked ? match(route.path(), path) : null;
      if (variables != null) {
        var request = new Request(route, variables, query, headers, () -> body);
        return route.handler().answer(request).bytes();
      }
    }
    throw new Refusal(ProblemType.NOT_FOUND, "There is nothing at " + path);
  }

  /** The values of a pattern's variables; null where the path does not fit it. */
  private static @Nullable Map<String, String> match(String pattern, String path) {
    var wanted = pattern.split("/", -1);
    var given = path.split("/", -1);
    var spans = wanted[wanted.length - 1].startsWith("<");
    if (spans ? wanted.length > given.length : wanted.length != given.length) {
      return null;
    }
    var variables = new HashMap<String, String>();
    for (var i = 0; i < wanted.length; i++) {
      var last = spans && i == wanted.length - 1;
      if (last || wanted[i].startsWith("{")) {
        var text = last ? String.join("/", List.of(given).subList(i, given.length)) : given[i];
        // A plus stands for itself in a path.
        variables.put(
            wanted[i].substring(1, wanted[i].length() - 1),
            URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
      } else if (!wanted[i].equals(given[i])) {
        return null;
      }
    }
    return variables;
  }
}
