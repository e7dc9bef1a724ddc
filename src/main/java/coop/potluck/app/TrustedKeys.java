package coop.potluck.app;

import coop.potluck.federation.MalformedException;
import coop.potluck.federation.TlogPolicy;
import coop.potluck.federation.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By which keys a person's machine believes a log. */
final class TrustedKeys {

  private final @Nullable TlogPolicy policy;
  private final Map<String, VerifierKey> byOrigin = new LinkedHashMap<>();

  private TrustedKeys(@Nullable TlogPolicy policy) {
    this.policy = policy;
  }

  /**
   * Those that were named, or that the configuration pins.
   *
   * @throws UnusableException if what was named is none
   */
  static TrustedKeys of(
      @Nullable String key, @Nullable Path policy, Iterable<VerifierKey> configured) {
    var trusted = new TrustedKeys(policy == null ? null : read(policy));
    if (key != null) {
      var parsed = NeighboursReader.logKey(key.strip());
      if (parsed == null) {
        throw new UnusableException(
            "--key takes a log's verifier key, such as name/log+1a2b3c4d+…");
      }
      trusted.byOrigin.put(parsed.name(), parsed);
    } else if (policy == null) {
      configured.forEach(one -> trusted.byOrigin.putIfAbsent(one.name(), one));
    }
    return trusted;
  }

  private static TlogPolicy read(Path file) {
    try {
      if (Files.size(file) > TlogPolicy.MAX_BYTES) {
        throw new UnusableException(file + " is too large for a policy");
      }
      return TlogPolicy.parse(Files.readAllBytes(file));
    } catch (MalformedException e) {
      throw new UnusableException(file + " is no policy: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UnusableException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The key of a log; empty where none is trusted. */
  Optional<VerifierKey> find(String origin) {
    return Optional.ofNullable(byOrigin.get(origin))
        .or(
            () ->
                policy == null
                    ? Optional.empty()
                    : policy.logs().stream()
                        .map(TlogPolicy.Log::key)
                        .filter(key -> key.name().equals(origin))
                        .findFirst());
  }

  /** What a checkpoint of a log must have to be believed. */
  Optional<TlogPolicy> policy(String origin) {
    return policy != null ? Optional.of(policy) : find(origin).map(TlogPolicy::ofLog);
  }
}
