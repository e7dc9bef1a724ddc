package coop.potluck.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/** A bucket of tokens for each client and kind of traffic, full after a minute without requests. */
final class RateLimits {

  private static final double NANOS_PER_MINUTE = 60e9;
  private static final int NETWORK_BYTES = 8;

  private final Map<Traffic, Integer> perMinute = new EnumMap<>(Traffic.class);
  private final Map<Traffic, PreEncodedHttpField> policies = new EnumMap<>(Traffic.class);
  private final Map<Traffic, Cache<Client, Bucket>> buckets = new EnumMap<>(Traffic.class);
  private final LongSupplier nanos;

  /** What is left to a client after a request. */
  record Standing(
      boolean allowed, PreEncodedHttpField policy, String limit, long retryAfterSeconds) {}

  /** An IPv4 address, or the half of an IPv6 address that its owner cannot choose. */
  private record Client(long high, long low) {
    static Client of(InetAddress address) {
      var bytes = address.getAddress();
      var length = address instanceof Inet6Address ? NETWORK_BYTES : bytes.length;
      long number = 0;
      for (var b : Arrays.copyOf(bytes, length)) {
        number = (number << 8) | (b & 0xFF);
      }
      return new Client(number, length);
    }
  }

  private static final class Bucket {
    private double tokens;
    private long filledAt;

    Bucket(double tokens, long filledAt) {
      this.tokens = tokens;
      this.filledAt = filledAt;
    }

    /** Takes a token; what is left, negative if there was none. */
    synchronized double take(int perMinute, long now) {
      var gained = (now - filledAt) * (perMinute / NANOS_PER_MINUTE);
      tokens = Math.min(perMinute, tokens + Math.max(0, gained));
      filledAt = now;
      if (tokens < 1) {
        return tokens - 1;
      }
      tokens -= 1;
      return tokens;
    }
  }

  RateLimits(HttpSettings settings, LongSupplier nanos) {
    this.nanos = nanos;
    add(Traffic.READS, settings.readsPerMinute(), settings);
    add(Traffic.GIT, settings.gitRequestsPerMinute(), settings);
    add(Traffic.LOG, settings.logRequestsPerMinute(), settings);
    add(Traffic.WITNESS, settings.writesPerMinute(), settings);
    add(Traffic.WRITES, settings.writesPerMinute(), settings);
  }

  private void add(Traffic traffic, int limit, HttpSettings settings) {
    if (limit == 0) {
      return;
    }
    perMinute.put(traffic, limit);
    policies.put(
        traffic,
        new PreEncodedHttpField(
            "RateLimit-Policy", '"' + traffic.text() + "\";q=" + limit + ";w=60"));
    buckets.put(
        traffic,
        Caffeine.newBuilder()
            .maximumSize(settings.maxTrackedClients())
            .expireAfterAccess(Duration.ofMinutes(2))
            .build());
  }

  /** Counts a request; null where this traffic has no limit. */
  @Nullable Standing count(Traffic traffic, InetAddress client) {
    var limit = perMinute.get(traffic);
    var clients = buckets.get(traffic);
    var policy = policies.get(traffic);
    if (limit == null || clients == null || policy == null) {
      return null;
    }
    var now = nanos.getAsLong();
    var bucket = clients.get(Client.of(client), missing -> new Bucket(limit, now));
    var left = bucket.take(limit, now);
    var allowed = left >= 0;
    var remaining = allowed ? (int) left : 0;
    var untilFull = (int) Math.ceil((limit - Math.max(0, left)) * 60 / limit);
    var text = '"' + traffic.text() + "\";r=" + remaining + ";t=" + untilFull;
    var retry = allowed ? 0 : Math.max(1, (long) Math.ceil(-left * 60 / limit));
    return new Standing(allowed, policy, text, retry);
  }
}
