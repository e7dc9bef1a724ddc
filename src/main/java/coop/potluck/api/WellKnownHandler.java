package coop.potluck.api;

import coop.potluck.federation.LogStore;
import coop.potluck.http.Answer;
import coop.potluck.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who this node is, for other nodes to read; what it does not have is left out. */
final class WellKnownHandler {

  private final ApiContext context;
  private final Federation federation;

  WellKnownHandler(ApiContext context) {
    this.context = context;
    this.federation = context.federation();
  }

  /** {@code GET /.well-known/potluck}. */
  Answer show(Request request) {
    var base = context.baseUrl().get();
    var log = federation.logs().own().orElse(null);
    var witness = federation.witness() == null ? null : federation.witness().key();
    var keys = new ArrayList<String>();
    var node = new LinkedHashMap<String, Object>();
    node.put("name", federation.name());
    if (federation.operator() != null) {
      node.put("operator", federation.operator());
    }
    node.put("version", context.version());
    if (log != null) {
      keys.add(key(log));
      node.put("log", Map.of("origin", log.origin(), "url", base + "/log", "key", key(log)));
    }
    node.put("keys", keys);
    if (witness != null) {
      keys.add(witness.vkey());
      node.put(
          "witness",
          Map.of("name", witness.name(), "key", witness.vkey(), "url", base + "/witness"));
    }
    node.put("endpoints", endpoints(base, log != null, witness != null));
    node.put(
        "peers",
        federation.following().peers().stream()
            .map(peer -> Map.of("origin", peer.origin(), "key", peer.key(), "url", peer.url()))
            .toList());
    return Answer.json(Json.write(node)).forSeconds(LogHandlers.CHECKPOINT_SECONDS);
  }

  private static String key(LogStore.Log log) {
    return log.keyAt(log.size()).vkey();
  }

  private static Map<String, String> endpoints(String base, boolean log, boolean witness) {
    var endpoints = new LinkedHashMap<String, String>();
    if (log) {
      endpoints.put("log", base + "/log");
    }
    endpoints.put("objects", base + "/objects");
    endpoints.put("mirror", base + "/mirror");
    if (witness) {
      endpoints.put("witness", base + "/witness");
    }
    endpoints.put("git", base + "/git");
    endpoints.put("api", base + "/api/v1");
    return endpoints;
  }
}
