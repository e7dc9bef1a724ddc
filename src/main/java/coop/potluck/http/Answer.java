package coop.potluck.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler answers: a status, headers of its own, and a body of some kind. */
public final class Answer {

  private static final byte[] NOTHING = {};
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final int status;
  private final @Nullable String mediaType;
  private final byte[] bytes;
  private final Map<String, String> headers;
  private final long revision;
  private final boolean compressible;

  private Answer(
      int status,
      @Nullable String mediaType,
      byte[] bytes,
      Map<String, String> headers,
      long revision,
      boolean compressible) {
    this.status = status;
    this.mediaType = mediaType;
    this.bytes = bytes;
    this.headers = headers;
    this.revision = revision;
    this.compressible = compressible;
  }

  /**
   * A 200 with a body.
   *
   * @param bytes not copied, not to be changed afterwards
   */
  public static Answer of(String mediaType, byte[] bytes) {
    return new Answer(200, mediaType, bytes, Map.of(), -1, isText(mediaType));
  }

  /** A 200 with JSON. */
  public static Answer json(byte[] bytes) {
    return of("application/json", bytes);
  }

  /** A 204. */
  public static Answer nothing() {
    return new Answer(204, null, NOTHING, Map.of(), -1, false);
  }

  /** Points elsewhere, with a status of the 300s. */
  public static Answer redirect(int status, String location) {
    return new Answer(status, null, NOTHING, Map.of("Location", location), -1, false);
  }

  /** The same with another status. */
  public Answer status(int other) {
    return new Answer(other, mediaType, bytes, headers, revision, compressible);
  }

  /** The same with one more header. */
  public Answer header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, mediaType, bytes, more, revision, compressible);
  }

  /** The same, whose address will never answer otherwise, so that anybody may keep it. */
  public Answer forever() {
    return header("Cache-Control", FOREVER);
  }

  /** The same, which anybody may keep for so many seconds without asking again. */
  public Answer forSeconds(int seconds) {
    return header("Cache-Control", "public, max-age=" + seconds);
  }

  /** The same, worth compressing although its media type does not say so. */
  public Answer compressed() {
    return new Answer(status, mediaType, bytes, headers, revision, true);
  }

  /** The same, known to be true at this revision, whatever it was when the request came. */
  public Answer at(long knownRevision) {
    return new Answer(status, mediaType, bytes, headers, knownRevision, compressible);
  }

  private static boolean isText(String mediaType) {
    return mediaType.startsWith("text/")
        || mediaType.contains("json")
        || mediaType.contains("yaml")
        || mediaType.contains("javascript")
        || mediaType.contains("xml");
  }

  boolean compressible() {
    return compressible;
  }

  /** Whether anybody may keep it for good. */
  boolean lasting() {
    return FOREVER.equals(headers.get("Cache-Control"));
  }

  int status() {
    return status;
  }

  @Nullable String mediaType() {
    return mediaType;
  }

  byte[] bytes() {
    return bytes;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Negative where the handler does not say. */
  long revision() {
    return revision;
  }
}
