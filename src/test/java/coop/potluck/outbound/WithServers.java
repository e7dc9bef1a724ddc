package coop.potluck.outbound;

import static coop.potluck.outbound.Servers.answer;
import static coop.potluck.outbound.Servers.uri;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A test of the client against real servers that stop with it. */
abstract class WithServers {

  static final NameResolver NOBODY =
      host -> {
        throw new UnknownHostException(host);
      };

  final Servers servers = new Servers();

  @AfterEach
  void stop() {
    servers.close();
  }

  static void closing(com.sun.net.httpserver.HttpExchange exchange, String text)
      throws IOException {
    exchange.getResponseHeaders().set("Connection", "close");
    answer(exchange, 200, text);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Outbound naming(HttpServer... named) {
    var uris = Arrays.stream(named).map(server -> uri(server, "/")).toList();
    return outbound(AddressPolicy.of(uris, List.of()), NOBODY);
  }

  static Outbound outbound(AddressPolicy policy, NameResolver resolver) {
    return new Outbound(OutboundSettings.DEFAULT, policy, resolver);
  }
}
