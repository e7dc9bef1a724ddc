package coop.potluck.http;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens, and what it allows its clients.
 *
 * @param host the address to listen on
 * @param port 0 picks a free one
 * @param publicUrl what clients call this node, without a slash at its end; absent for a local try
 * @param trustedProxies addresses or CIDR blocks whose {@code X-Forwarded-For} and {@code
 *     Forwarded} are believed
 * @param threads that serve requests at once
 * @param maxConnections open at once; beyond them none is accepted
 * @param idleTimeout after which a connection that does nothing is closed
 * @param headerTimeout within which the head of a request must be there, whole
 * @param minBytesPerSecond at which a client must send a body and take an answer, on average
 * @param maxHeaderBytes of a request's line and headers together
 * @param maxBodyBytes of a request
 * @param maxCachedBytes of answers kept in memory
 * @param readsPerMinute of one client; 0 for no limit
 * @param gitRequestsPerMinute of one client; 0 for no limit
 * @param logRequestsPerMinute of one client, for logs and their objects; 0 for no limit
 * @param writesPerMinute of one client, webhooks and administration together, and as many that are
 *     submitted to the witness; 0 for no limit
 * @param maxTrackedClients whose rates are remembered
 */
public record HttpSettings(
    String host,
    int port,
    @Nullable String publicUrl,
    List<String> trustedProxies,
    int threads,
    int maxConnections,
    Duration idleTimeout,
    Duration headerTimeout,
    long minBytesPerSecond,
    long maxHeaderBytes,
    long maxBodyBytes,
    long maxCachedBytes,
    int readsPerMinute,
    int gitRequestsPerMinute,
    int logRequestsPerMinute,
    int writesPerMinute,
    int maxTrackedClients)
    implements Settings {

  /** Good for a small node behind a proxy on the same machine. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(
          "127.0.0.1",
          8080,
          null,
          List.of("127.0.0.0/8", "::1/128"),
          32,
          2_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          512,
          8 << 10,
          1 << 20,
          32 << 20,
          1_200,
          240,
          6_000,
          60,
          20_000);

  public HttpSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    within(problems, "port", port, 0, 65_535);
    within(problems, "threads", threads, 4, 1_000);
    within(problems, "max_connections", maxConnections, 8, 100_000);
    within(problems, "min_bytes_per_second", minBytesPerSecond, 0, 1 << 20);
    within(problems, "max_header_bytes", maxHeaderBytes, 1 << 10, 64 << 10);
    within(problems, "max_body_bytes", maxBodyBytes, 1 << 10, 32 << 20);
    within(problems, "max_cached_bytes", maxCachedBytes, 1 << 20, 4L << 30);
    within(problems, "reads_per_minute", readsPerMinute, 0, 1_000_000);
    within(problems, "git_requests_per_minute", gitRequestsPerMinute, 0, 1_000_000);
    within(problems, "log_requests_per_minute", logRequestsPerMinute, 0, 1_000_000);
    within(problems, "writes_per_minute", writesPerMinute, 0, 1_000_000);
    within(problems, "max_tracked_clients", maxTrackedClients, 100, 10_000_000);
    within(problems, "idle_timeout", idleTimeout.toMillis(), 100, 3_600_000);
    within(problems, "header_timeout", headerTimeout.toMillis(), 100, 3_600_000);
    if (host.isBlank()) {
      problems.add(new Problem("host", "an address to listen on, such as 0.0.0.0"));
    }
    if (publicUrl != null && !isBase(publicUrl)) {
      problems.add(
          new Problem("public_url", "an http or https URL without a slash at its end, or query"));
    }
    for (var proxy : trustedProxies) {
      if (AddressBlock.parse(proxy).isEmpty()) {
        problems.add(
            new Problem("trusted_proxies", proxy + " is no address or block such as 10.0.0.0/8"));
      }
    }
    return problems;
  }

  private static void within(
      List<Problem> problems, String where, long value, long least, long most) {
    if (value < least || value > most) {
      problems.add(new Problem(where, value + " is not between " + least + " and " + most));
    }
  }

  private static boolean isBase(String text) {
    try {
      var url = URI.create(text);
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getRawUserInfo() == null
          && !text.endsWith("/");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
