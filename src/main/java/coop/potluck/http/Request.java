package coop.potluck.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request, its parameters already checked against the route's table. */
public final class Request {

  private final Route route;
  private final Map<String, String> path;
  private final Query query;
  private final Function<String, @Nullable String> headers;
  private final BodyReader body;
  private final String question;
  private final @Nullable Cursor cursor;

  /** Reads what the client sends, within the limits. */
  interface BodyReader {
    byte[] read();
  }

  Request(
      Route route,
      Map<String, String> path,
      @Nullable String rawQuery,
      Function<String, @Nullable String> headers,
      BodyReader body) {
    this.route = route;
    this.path = path;
    this.query = Query.parse(rawQuery, route.parameters());
    this.headers = headers;
    this.body = body;
    this.question = address() + '?' + query.canonical(false);
    this.cursor = text("cursor").map(this::decoded).orElse(null);
  }

  private Cursor decoded(String text) {
    return Cursor.decode(text, question)
        .orElseThrow(
            () ->
                new Refusal(
                        ProblemType.MALFORMED_CURSOR,
                        "use the cursor of this very list's last page, unchanged")
                    .with("parameter", "cursor"));
  }

  /** A part of the path that the route's pattern names. */
  public String path(String name) {
    var value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException(route.path() + " has no " + name);
    }
    return value;
  }

  /** A parameter's value. */
  public Optional<String> text(String name) {
    return query.values(name).stream().findFirst();
  }

  /** All values of a parameter that may be repeated, sorted unless their order matters. */
  public List<String> texts(String name) {
    return query.values(name);
  }

  /** Those of a parameter's choices that are wanted, in their order; none where it is not given. */
  public List<String> some(String name) {
    var wanted = text(name).orElse(Parameter.NONE);
    if (wanted.equals(Parameter.ALL)) {
      return route.parameters().stream()
          .filter(parameter -> parameter.name().equals(name))
          .flatMap(parameter -> parameter.choices().stream())
          .toList();
    }
    return wanted.equals(Parameter.NONE) ? List.of() : List.of(wanted.split(","));
  }

  /** A number's value. */
  public Optional<Integer> integer(String name) {
    return text(name).map(Integer::valueOf);
  }

  /** A parameter without which there is nothing to do. */
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new Refusal(ProblemType.MISSING_PARAMETER, name + " is needed here")
                    .with("parameter", name));
  }

  /** Where the list goes on; empty for its start. */
  public Optional<Cursor> cursor() {
    return Optional.ofNullable(cursor);
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }

  /**
   * The body, read whole.
   *
   * @throws Refusal if it is larger than the configuration allows
   */
  public byte[] body() {
    return body.read();
  }

  /** The text of a cursor that goes with this request's question. */
  public String encode(Cursor next) {
    return next.encode(question);
  }

  /** This request's address and question with another cursor: where the next page is. */
  public String pageAt(Cursor next) {
    var address = new StringBuilder(address()).append('?');
    var filters = query.canonical(false);
    address.append(filters).append(filters.isEmpty() ? "" : "&");
    text("limit").ifPresent(limit -> address.append("limit=").append(limit).append('&'));
    return address.append("cursor=").append(encode(next)).toString();
  }

  /** This request's address and question with other values in its path. */
  public String addressAt(Map<String, String> others) {
    var values = new HashMap<>(path);
    values.putAll(others);
    var asked = query.canonical(true);
    return address(values) + (asked.isEmpty() ? "" : "?" + asked);
  }

  /** The same for all spellings of one question. */
  String key() {
    return address() + '?' + query.canonical(true);
  }

  private String address() {
    return address(path);
  }

  private String address(Map<String, String> values) {
    var pattern = route.path();
    var start = route.fixedPart().length();
    if (start == pattern.length()) {
      return pattern;
    }
    var address = new StringBuilder();
    var at = 0;
    for (var open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
      var close = pattern.indexOf('}', open);
      address.append(pattern, at, open);
      Query.encode(values.getOrDefault(pattern.substring(open + 1, close), ""), address);
      at = close + 1;
    }
    var span = pattern.indexOf('<', at);
    if (span < 0) {
      return address.append(pattern, at, pattern.length()).toString();
    }
    address.append(pattern, at, span);
    var name = pattern.substring(span + 1, pattern.length() - 1);
    var parts = values.getOrDefault(name, "").split("/", -1);
    for (var i = 0; i < parts.length; i++) {
      Query.encode(parts[i], i == 0 ? address : address.append('/'));
    }
    return address.toString();
  }
}
