package coop.potluck.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a follower would know, as a test says it. */
final class SampleFollowing implements Following {

  volatile List<PeerView> peers = List.of();
  volatile Optional<OwnLogView> own = Optional.empty();
  volatile List<QuarantinedItem> items = List.of();

  @Override
  public List<PeerView> peers() {
    return peers;
  }

  @Override
  public Optional<OwnLogView> own() {
    return own;
  }

  @Override
  public long quarantined(@Nullable String coop) {
    return quarantine(coop, 0, Integer.MAX_VALUE).size();
  }

  @Override
  public List<QuarantinedItem> quarantine(@Nullable String coop, long offset, int limit) {
    return items.stream()
        .filter(it -> coop == null || Objects.equals(it.coop(), coop))
        .skip(offset)
        .limit(limit)
        .toList();
  }
}
