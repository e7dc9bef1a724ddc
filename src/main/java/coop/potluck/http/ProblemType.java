package coop.potluck.http;

import java.util.List;

/**
 * A kind of error that clients may tell from others.
 *
 * @param slug the last part of its URI, in lower case with dashes
 * @param status the HTTP status it comes with
 * @param title the same for every occurrence
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record ProblemType(String slug, int status, String title) {

  private static final String PREFIX = "urn:potluck:problem:";

  public static final ProblemType BAD_REQUEST =
      new ProblemType("bad-request", 400, "The request is not well formed");
  public static final ProblemType AMBIGUOUS_URI =
      new ProblemType("ambiguous-uri", 400, "The path can be read in more than one way");
  public static final ProblemType UNKNOWN_PARAMETER =
      new ProblemType("unknown-parameter", 400, "There is no such parameter here");
  public static final ProblemType MALFORMED_PARAMETER =
      new ProblemType("malformed-parameter", 400, "A parameter's value cannot be read");
  public static final ProblemType PARAMETER_OUT_OF_RANGE =
      new ProblemType("parameter-out-of-range", 400, "A parameter is too small or too large");
  public static final ProblemType MISSING_PARAMETER =
      new ProblemType("missing-parameter", 400, "A parameter is missing");
  public static final ProblemType MALFORMED_CURSOR =
      new ProblemType("malformed-cursor", 400, "The cursor is not one that this list gave out");
  public static final ProblemType NOT_FOUND =
      new ProblemType("not-found", 404, "There is nothing at this address");
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType("method-not-allowed", 405, "This address does not know this method");
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType("not-acceptable", 406, "No encoding that the client accepts is available");
  public static final ProblemType TOO_SLOW =
      new ProblemType("too-slow", 408, "The request did not arrive in time");
  public static final ProblemType TOO_LARGE =
      new ProblemType("too-large", 413, "The request's body is too large");
  public static final ProblemType URI_TOO_LONG =
      new ProblemType("uri-too-long", 414, "The address is too long");
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
      new ProblemType("unsupported-media-type", 415, "The body is of a kind that is not read here");
  public static final ProblemType RATE_LIMITED =
      new ProblemType("rate-limited", 429, "Too many requests from this address");
  public static final ProblemType HEADERS_TOO_LARGE =
      new ProblemType("headers-too-large", 431, "The request's headers are too large");
  public static final ProblemType INTERNAL =
      new ProblemType("internal", 500, "Something went wrong on this node");
  public static final ProblemType METHOD_UNKNOWN =
      new ProblemType("method-unknown", 501, "This server does not know the method");
  public static final ProblemType OVERLOADED =
      new ProblemType("overloaded", 503, "This node cannot answer right now");
  public static final ProblemType HTTP_VERSION =
      new ProblemType("http-version", 505, "This version of HTTP is not spoken here");

  /** All that the server itself may answer. */
  public static final List<ProblemType> ALL =
      List.of(
          BAD_REQUEST,
          AMBIGUOUS_URI,
          UNKNOWN_PARAMETER,
          MALFORMED_PARAMETER,
          PARAMETER_OUT_OF_RANGE,
          MISSING_PARAMETER,
          MALFORMED_CURSOR,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          TOO_SLOW,
          TOO_LARGE,
          URI_TOO_LONG,
          UNSUPPORTED_MEDIA_TYPE,
          RATE_LIMITED,
          HEADERS_TOO_LARGE,
          INTERNAL,
          METHOD_UNKNOWN,
          OVERLOADED,
          HTTP_VERSION);

  /** The URI that identifies this kind on every node. */
  public String uri() {
    return PREFIX + slug;
  }

  /** The kind for an error that the layers below report by its status alone. */
  static ProblemType ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408, 504 -> TOO_SLOW;
      case 413 -> TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> RATE_LIMITED;
      case 431 -> HEADERS_TOO_LARGE;
      case 501 -> METHOD_UNKNOWN;
      case 503 -> OVERLOADED;
      case 505 -> HTTP_VERSION;
      default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
    };
  }
}
