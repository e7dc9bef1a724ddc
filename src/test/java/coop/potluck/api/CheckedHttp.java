package coop.potluck.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coop.potluck.http.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The only client of these tests: it lets no exchange pass that the specification does not know.
 */
public final class CheckedHttp {

  private static final Contract CONTRACT = new Contract();

  private final RawHttp http;

  public CheckedHttp(int port) {
    this.http = new RawHttp(port);
  }

  public RawHttp.Answer send(String method, String target, String... headers) {
    var answer = http.send(method, target, headers);
    CONTRACT.check(method, target, answer);
    return answer;
  }

  public RawHttp.Answer post(String target, byte[] body, String... headers) {
    var answer = http.send("POST", target, body, headers);
    CONTRACT.check("POST", target, answer);
    return answer;
  }

  public RawHttp.Answer get(String target, String... headers) {
    return send("GET", target, headers);
  }

  /** The JSON of an answer. */
  public JsonNode json(String target) {
    return json(get(target));
  }

  public static JsonNode json(RawHttp.Answer answer) {
    try {
      return new ObjectMapper().readTree(answer.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last part of a problem's type. */
  public static String problem(RawHttp.Answer answer) {
    return json(answer).path("type").asText().replace("urn:potluck:problem:", "");
  }
}
