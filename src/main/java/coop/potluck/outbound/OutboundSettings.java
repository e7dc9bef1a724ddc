package coop.potluck.outbound;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the node behaves as a client.
 *
 * @param connectTimeout for one connection, its TLS handshake included
 * @param readTimeout longest silence within an answer
 * @param callTimeout for a whole call, redirects and body included, unless the request says another
 * @param maxRedirects followed in one call
 * @param maxIdleConnections kept open for the next call, over all hosts
 * @param maxResponseBytes of an answer, decompressed, unless the request says another
 * @param allow host names, addresses and ranges of the node's own network that it may talk to
 */
public record OutboundSettings(
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout,
    int maxRedirects,
    int maxIdleConnections,
    long maxResponseBytes,
    List<String> allow)
    implements Settings {

  public static final OutboundSettings DEFAULT =
      new OutboundSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          5,
          32,
          16L * 1024 * 1024,
          List.of());

  public OutboundSettings {
    allow = List.copyOf(allow);
  }

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    time(problems, "connect_timeout", connectTimeout);
    time(problems, "read_timeout", readTimeout);
    time(problems, "call_timeout", callTimeout);
    if (maxRedirects < 0 || maxRedirects > 20) {
      problems.add(new Problem("max_redirects", "0 to 20"));
    }
    if (maxIdleConnections < 0 || maxIdleConnections > 1000) {
      problems.add(new Problem("max_idle_connections", "0 to 1000"));
    }
    if (maxResponseBytes < 1) {
      problems.add(new Problem("max_response_bytes", "at least 1 byte"));
    }
    for (var entry : allow) {
      if (!AddressPolicy.isEntry(entry)) {
        problems.add(
            new Problem("allow", "a host's name or a range such as 10.0.0.0/8, not " + entry));
      }
    }
    return problems;
  }

  private static void time(List<Problem> problems, String where, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(Duration.ofDays(1)) > 0) {
      problems.add(new Problem(where, "a time from 1ms to 1d"));
    }
  }
}
