package coop.potluck.compatibility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The facts of two versions side by side, so that what both have is looked up once. */
final class FactTable {

  /** One of the two versions. */
  enum Side {
    BEFORE,
    AFTER
  }

  /** Of a large recipe; only how soon the map must grow depends on it. */
  private static final int USUAL_FACTS = 4096;

  private final Map<FactKey, Both> byKey = new HashMap<>(USUAL_FACTS);

  /** What the versions say of one key. */
  private static final class Both {
    private @Nullable Fact before;
    private @Nullable Fact after;

    @Nullable Fact of(Side side) {
      return side == Side.BEFORE ? before : after;
    }

    void set(Side side, Fact fact) {
      if (side == Side.BEFORE) {
        before = fact;
      } else {
        after = fact;
      }
    }

    boolean differ() {
      return before == null
          ? after != null
          : after == null || !before.value().equals(after.value());
    }
  }

  @Nullable Fact find(FactKey key, Side side) {
    var both = byKey.get(key);
    return both == null ? null : both.of(side);
  }

  /** Instead of what the version said of it before, if anything. */
  void put(FactKey key, Side side, Fact fact) {
    byKey.computeIfAbsent(key, unseen -> new Both()).set(side, fact);
  }

  /** Whether one of the versions says anything such. */
  boolean hasAny(Side side, BiPredicate<FactKey, Fact> wanted) {
    for (var entry : byKey.entrySet()) {
      var fact = entry.getValue().of(side);
      if (fact != null && wanted.test(entry.getKey(), fact)) {
        return true;
      }
    }
    return false;
  }

  /** What the versions do not say alike, in order. */
  List<FactKey> changed() {
    var changed = new ArrayList<FactKey>();
    byKey.forEach(
        (key, both) -> {
          if (both.differ()) {
            changed.add(key);
          }
        });
    changed.sort(null);
    return changed;
  }
}
