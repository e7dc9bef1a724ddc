package coop.potluck.compatibility;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What differences come to, key by key. */
final class AddingUp {

  private AddingUp() {}

  /** What was and what is of one thing. */
  record Net(Optional<String> was, Optional<String> is) {}

  static Map<FactKey, Net> of(List<List<Difference>> hops) {
    var net = new TreeMap<FactKey, Net>();
    for (var hop : hops) {
      for (var it : hop) {
        var key = new FactKey(it.aspect(), it.overlay(), it.service(), it.subject());
        var was = Optional.ofNullable(it.was());
        var is = Optional.ofNullable(it.is());
        var known = net.get(key);
        if (known != null && !known.is().equals(was)) {
          throw new AssertionError(key + " was " + known.is() + " after a hop, then " + was);
        }
        net.put(key, new Net(known == null ? was : known.was(), is));
      }
    }
    net.values().removeIf(it -> it.was().equals(it.is()));
    return net;
  }

  /** The same differences the other way round. */
  static String mirrored(List<Difference> differences) {
    return differences.stream()
        .map(it -> about(it) + it.is() + ", " + it.was() + ", " + it.isAt() + ", " + it.wasAt())
        .collect(Collectors.joining("\n"));
  }

  static String sides(List<Difference> differences) {
    return differences.stream()
        .map(it -> about(it) + it.was() + ", " + it.is() + ", " + it.wasAt() + ", " + it.isAt())
        .collect(Collectors.joining("\n"));
  }

  private static String about(Difference it) {
    return it.aspect() + " " + it.overlay() + " " + it.service() + " " + it.subject() + " ";
  }
}
