package coop.potluck.source;

import coop.potluck.outbound.OutboundResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long a forge wants to be left alone. */
final class Throttle {

  private static final Duration UNSAID = Duration.ofMinutes(1);

  /** Smaller numbers are seconds from now, larger ones a time: both are written in this header. */
  private static final long OLDEST_TIME = 1_000_000_000L;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

  private Throttle() {}

  /** How long to wait before the same call again; null where the call was not throttled. */
  static @Nullable Duration refusal(OutboundResponse response, Instant now) {
    var after = retryAfter(response, now);
    return switch (response.status()) {
      case 429 -> after == null ? orUnsaid(reset(response, now)) : after;
      case 403 ->
          after != null ? after : isExhausted(response) ? orUnsaid(reset(response, now)) : null;
      case 503 -> after;
      default -> null;
    };
  }

  /** How long to wait before the next call; null where calls are left. */
  static @Nullable Duration exhausted(OutboundResponse response, Instant now) {
    return isExhausted(response) ? reset(response, now) : null;
  }

  private static boolean isExhausted(OutboundResponse response) {
    return "0".equals(first(response, "X-RateLimit-Remaining", "RateLimit-Remaining"));
  }

  private static @Nullable Duration retryAfter(OutboundResponse response, Instant now) {
    var text = response.header("Retry-After");
    if (text == null) {
      return null;
    }
    if (NUMBER.matcher(text.strip()).matches()) {
      return Duration.ofSeconds(Long.parseLong(text.strip()));
    }
    try {
      var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
      return notNegative(Duration.between(now, date));
    } catch (DateTimeException e) {
      return UNSAID;
    }
  }

  private static @Nullable Duration reset(OutboundResponse response, Instant now) {
    var text = first(response, "X-RateLimit-Reset", "RateLimit-Reset");
    if (text == null || !NUMBER.matcher(text.strip()).matches()) {
      return null;
    }
    var number = Long.parseLong(text.strip());
    return number < OLDEST_TIME
        ? Duration.ofSeconds(number)
        : notNegative(Duration.between(now, Instant.ofEpochSecond(number)));
  }

  private static @Nullable String first(OutboundResponse response, String name, String other) {
    var value = response.header(name);
    return value == null ? response.header(other) : value;
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Duration orUnsaid(@Nullable Duration duration) {
    return duration == null ? UNSAID : duration;
  }
}
