package coop.potluck.federation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The logs that a witness cosigns for, and the keys that it trusts for them. */
@FunctionalInterface
public interface KnownLogs {

  /** The key that signs a log's trees of this size; empty where the log is unknown. */
  Optional<VerifierKey> key(String origin, long size);

  /**
   * Those that this node follows, each with the keys that its entries gave it, and some more.
   *
   * @param followed tells by its origin whether a log that is stored is still followed
   * @param others keys of logs that are only witnessed, by whose names these are known
   */
  static KnownLogs of(LogStore logs, Predicate<String> followed, List<VerifierKey> others) {
    Map<String, VerifierKey> byOrigin = new HashMap<>();
    others.forEach(key -> byOrigin.put(key.name(), key));
    return (origin, size) ->
        logs.find(origin)
            .filter(log -> !log.own() && followed.test(origin))
            .map(log -> log.keyAt(size))
            .or(() -> Optional.ofNullable(byOrigin.get(origin)));
  }
}
