package coop.potluck.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The interface of a node, as the commands that read ask it: of a data folder, or far away. */
interface NodeReads extends AutoCloseable {

  /** How many entries of one list are read at most, however many there are. */
  int MAX_ENTRIES = 200_000;

  /** How many entries a page has at most. */
  int PAGE = 200;

  ObjectMapper JSON = new ObjectMapper();

  /**
   * The JSON at an address of the interface; a problem is told as it is to any client.
   *
   * @param address path and query, encoded as in a URL
   * @param member a list that every such answer has, by which it is known for one
   * @throws UnusableException if there is no such answer
   */
  JsonNode get(String address, String member);

  /** The same of a list's address. */
  default JsonNode get(String address) {
    return get(address, "items");
  }

  /**
   * The JSON that answers a question whose text is sent.
   *
   * @param mediaType of the text
   * @throws UnusableException if there is no such answer
   */
  JsonNode post(String address, String mediaType, byte[] text, String member);

  @Override
  void close();

  /** All items of a list, page after page. */
  default ArrayNode items(String address) {
    return first(address, MAX_ENTRIES).withArray("items");
  }

  /**
   * The first entries of a list, as if they were one page.
   *
   * @param wanted how many, as far as there are
   */
  default ObjectNode first(String address, int wanted) {
    var all = JSON.createArrayNode();
    var question = address + (address.contains("?") ? "&" : "?") + "limit=";
    var answer = get(question + Math.min(wanted, PAGE));
    var whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) answer);
    whole.set("items", all);
    while (true) {
      for (var item : answer.path("items")) {
        if (all.size() < wanted) {
          all.add(item);
        }
      }
      var next = answer.path("next").asText("");
      whole.set("next", answer.path("next"));
      if (next.isEmpty() || all.size() >= wanted || answer.path("items").isEmpty()) {
        return whole;
      }
      var left = Math.min(wanted - all.size(), PAGE);
      answer = get(question + left + "&cursor=" + encode(next));
    }
  }

  /** A whole list as one document. */
  static ObjectNode document(ArrayNode items) {
    var document = JSON.createObjectNode();
    document.set("items", items);
    return document;
  }

  /** JSON for people and programs: indented. */
  static String pretty(JsonNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value as it stands in an address. */
  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
