package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.federation.VerifierKey;
import coop.potluck.outbound.OutboundSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who a node says it is; nothing of it is proved but by its signatures.
 *
 * @param url that it was asked at
 * @param key of its log
 * @param witness the key of its cosignatures; absent where it is no witness
 */
record PublishedNode(
    URI url,
    String name,
    @Nullable String operator,
    String version,
    VerifierKey key,
    @Nullable String witness) {

  static final String PATH = "/.well-known/potluck";
  private static final int MAX_TEXT = 200;

  /**
   * Asks a node.
   *
   * @throws UnusableException if there is none, or it publishes no log
   */
  static PublishedNode ask(String url, OutboundSettings settings) {
    var base = url.replaceFirst("/+$", "");
    JsonNode answer;
    try (var node = RemoteNode.open(base, settings)) {
      answer = node.get(PATH, "keys");
    }
    var text = answer.path("log").path("key").asText("");
    if (text.isEmpty()) {
      throw new UnusableException(
          base + " publishes no log: its operator has not made keys with potluck keygen");
    }
    var key = NeighboursReader.logKey(text);
    if (key == null) {
      throw new UnusableException(base + " shows a key that is none");
    }
    var operator = line(answer.path("operator"));
    return new PublishedNode(
        URI.create(base),
        line(answer.path("name")),
        operator.isEmpty() ? null : operator,
        line(answer.path("version")),
        key,
        answer.path("witness").path("key").textValue());
  }

  private static String line(JsonNode text) {
    var line = text.asText("").replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
  }
}
