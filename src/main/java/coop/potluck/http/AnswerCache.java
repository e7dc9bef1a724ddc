package coop.potluck.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers that hold until the revision changes, in a bounded part of the memory. */
final class AnswerCache {

  private static final int LOCKS = 64;
  private static final int MAX_TARGETS = 8_192;
  private static final int MAX_TARGET_LENGTH = 512;
  private static final int TRIES = 3;

  private final Cache<String, Rendered> answers;
  private final Cache<String, Known> targets;
  private final Object[] locks = new Object[LOCKS];
  private final Revision revision;
  private final String edition;

  /** A request's target that was understood before: it needs no second look. */
  record Known(Route route, String key) {}

  AnswerCache(long maxBytes, Revision revision, String edition) {
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String key, Rendered value) -> key.length() + value.weight())
            .build();
    this.targets = Caffeine.newBuilder().maximumSize(MAX_TARGETS).build();
    this.revision = revision;
    this.edition = edition;
    for (var i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** The tag of a query's answer, without which coding; nothing has to be asked for it. */
  String commonTag(String key) {
    return EntityTag.of(edition, revision.current(), key);
  }

  /** What a request's target means, if it was asked before and answered. */
  @Nullable Known known(String target) {
    return targets.getIfPresent(target);
  }

  void remember(String target, Route route, String key) {
    if (target.length() <= MAX_TARGET_LENGTH) {
      targets.put(target, new Known(route, key));
    }
  }

  /** The answer that is kept, if it still holds. */
  @Nullable Rendered current(Route route, String key) {
    var kept = answers.getIfPresent(key);
    return kept != null && holds(route, kept) ? kept : null;
  }

  private boolean holds(Route route, Rendered kept) {
    return route.caching() == Caching.FIXED || kept.revision() == revision(route);
  }

  private long revision(Route route) {
    var own = route.revision();
    return own == null ? revision.current() : own.current();
  }

  /** The answer that is kept, or a new one, which only one thread makes. */
  Rendered get(Route route, String key, Supplier<Answer> handler) {
    var kept = current(route, key);
    if (kept != null) {
      return kept;
    }
    synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
      var meanwhile = current(route, key);
      return meanwhile != null ? meanwhile : render(route, key, handler);
    }
  }

  private Rendered render(Route route, String key, Supplier<Answer> handler) {
    for (var tries = 0; ; tries++) {
      var before = revision(route);
      var answer = handler.get();
      var known = answer.revision() >= 0 ? answer.revision() : before;
      if (answer.revision() < 0 && before != revision(route) && tries < TRIES) {
        continue;
      }
      var rendered =
          route.caching() == Caching.QUERY
              ? Rendered.query(answer, known, EntityTag.of(edition, known, key))
              : Rendered.document(answer, known);
      answers.put(key, rendered);
      return rendered;
    }
  }

  /** How many bytes the answers take. */
  long weight() {
    var eviction = answers.policy().eviction();
    return eviction.isEmpty() ? 0 : eviction.get().weightedSize().orElse(0);
  }
}
