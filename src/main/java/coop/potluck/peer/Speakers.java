package coop.potluck.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coop.potluck.database.Database;
import coop.potluck.federation.FederationSettings;
import coop.potluck.mirror.Backoff;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which logs speak for a co-op, as its own web site says: {@code /.well-known/potluck-coop} holds
 * {@code {"logs":["catalogue.example.coop/log"]}}. Its last good answer counts until there is
 * another one, so that a site that is away silences nobody.
 */
public final class Speakers {

  /** At a co-op's domain. */
  public static final String PATH = "/.well-known/potluck-coop";

  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_LOGS = 64;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Backoff AGAIN = new Backoff(Duration.ofMinutes(5), Duration.ofHours(24));

  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
              + "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxDocumentLength(MAX_BYTES)
                          .build())
                  .build())
          .build();

  private final Database database;
  private final Outbound outbound;
  private final Function<String, URI> wellKnown;
  private final Duration interval;
  private final Clock clock;

  /**
   * Asks co-ops, whose names come from strangers.
   *
   * @param outbound one that connects to public addresses alone
   * @param wellKnown where a co-op is asked: {@link #address}
   */
  public Speakers(
      Database database,
      Outbound outbound,
      Function<String, URI> wellKnown,
      FederationSettings settings,
      Clock clock) {
    this.database = database;
    this.outbound = outbound;
    this.wellKnown = wellKnown;
    this.interval = settings.speakersInterval();
    this.clock = clock;
  }

  /** Where a co-op says who speaks for it. */
  public static URI address(String coop) {
    return URI.create("https://" + coop + PATH);
  }

  /** Whether a co-op's name is one that can be asked: a DNS name of two labels or more. */
  static boolean isDomain(String coop) {
    return DOMAIN.matcher(coop).matches();
  }

  /** The origins of the logs that speak for a co-op, in its order; empty where it never said. */
  public List<String> list(String coop) {
    return database.read(
        handle ->
            handle
                .attach(SpeakersSql.class)
                .find(coop)
                .map(SpeakersSql.Row::list)
                .orElse(List.of()));
  }

  /**
   * Asks the co-ops whose word is a day old, or missing.
   *
   * @param most of them, this time
   * @return those that say something else now
   */
  List<String> refresh(Collection<String> coops, int most) {
    var due =
        coops.stream()
            .distinct()
            .filter(Speakers::isDomain)
            .filter(this::isDue)
            .limit(most)
            .toList();
    return due.stream().filter(this::ask).toList();
  }

  private boolean isDue(String coop) {
    var row = database.read(handle -> handle.attach(SpeakersSql.class).find(coop));
    return row.map(it -> !it.nextAttempt().isAfter(now())).orElse(true);
  }

  private boolean ask(String coop) {
    var before = database.read(handle -> handle.attach(SpeakersSql.class).find(coop)).orElse(null);
    try {
      var origins = String.join("\n", fetch(coop));
      database.write(
          handle -> {
            handle.attach(SpeakersSql.class).putAnswer(coop, origins, now(), now().plus(interval));
            return true;
          });
      return before == null ? !origins.isEmpty() : !before.origins().equals(origins);
    } catch (IOException e) {
      var failures = before == null ? 1 : before.failures() + 1;
      var next = AGAIN.next(failures, now(), ThreadLocalRandom.current());
      var reason = String.valueOf(e.getMessage());
      database.write(
          handle -> {
            handle.attach(SpeakersSql.class).putFailure(coop, next, reason);
            return true;
          });
      return false;
    }
  }

  private List<String> fetch(String coop) throws IOException {
    var uri = wellKnown.apply(coop);
    var request =
        OutboundRequest.get(uri).withSameOrigin().withTimeout(TIMEOUT).withMaxBytes(MAX_BYTES);
    try (var response = outbound.send(request)) {
      if (response.status() != 200) {
        throw new IOException(uri + " answers " + response.status());
      }
      return origins(response.body().readAllBytes(), uri);
    }
  }

  private static List<String> origins(byte[] bytes, URI uri) throws IOException {
    JsonNode logs;
    try {
      logs = JSON.readTree(bytes).path("logs");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IOException(uri + " is not JSON", e);
    }
    if (!logs.isArray() || logs.size() > MAX_LOGS) {
      throw new IOException(uri + " has no list \"logs\" of at most " + MAX_LOGS);
    }
    var origins = new LinkedHashSet<String>();
    for (var log : logs) {
      if (!log.isTextual() || !FederationSettings.isOrigin(log.textValue())) {
        throw new IOException(uri + " names something else than the origin of a log");
      }
      origins.add(log.textValue());
    }
    return List.copyOf(origins);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
