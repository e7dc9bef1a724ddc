package coop.potluck.app;

import coop.potluck.http.HttpSettings;
import java.util.Set;

/** The addresses at which a node that listens on a port answers. */
record NodeAddress(HttpSettings http, int port) {

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

  /** At the port of the configuration. */
  static NodeAddress configured(HttpSettings http) {
    return new NodeAddress(http, http.port());
  }

  /** What clients call it, without a slash at the end. */
  String url() {
    return http.publicUrl() == null ? at("localhost") : http.publicUrl();
  }

  /** Where this machine itself reaches it, without a slash at the end. */
  String localUrl() {
    return at("127.0.0.1");
  }

  private String at(String local) {
    var host = EVERYWHERE.contains(http.host()) ? local : http.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
