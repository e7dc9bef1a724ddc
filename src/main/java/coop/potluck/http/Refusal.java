package coop.potluck.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem for the client to read. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * A refusal for one request.
   *
   * @param detail what is wrong with this request and what would be right, in a sentence
   */
  public Refusal(ProblemType type, String detail) {
    super(detail, null, false, false);
    this.type = type;
  }

  /** The same with one more member in the problem's object. */
  public Refusal with(String member, String value) {
    members.put(member, value);
    return this;
  }

  /** The same with one more member that is a list of texts. */
  public Refusal with(String member, List<String> values) {
    members.put(member, List.copyOf(values));
    return this;
  }

  /** The same with one more header. */
  public Refusal header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** What kind of problem it is. */
  public ProblemType type() {
    return type;
  }

  /** What is wrong with this request. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Each a text or a list of texts. */
  Map<String, Object> members() {
    return members;
  }

  Map<String, String> headers() {
    return headers;
  }
}
