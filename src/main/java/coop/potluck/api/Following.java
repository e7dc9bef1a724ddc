package coop.potluck.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the follower, the signer and the witnesses know of logs, as this interface tells it. */
public interface Following {

  /** A node that follows nobody and signs nothing. */
  Following NONE =
      new Following() {
        @Override
        public List<PeerView> peers() {
          return List.of();
        }

        @Override
        public Optional<OwnLogView> own() {
          return Optional.empty();
        }

        @Override
        public long quarantined(@Nullable String coop) {
          return 0;
        }

        @Override
        public List<QuarantinedItem> quarantine(@Nullable String coop, long offset, int limit) {
          return List.of();
        }
      };

  /** The nodes that are followed, in the operator's order. */
  List<PeerView> peers();

  /** This node's own log; empty where it has none. */
  Optional<OwnLogView> own();

  /**
   * How many items of logs were put aside.
   *
   * @param coop a DNS name; null for all
   */
  long quarantined(@Nullable String coop);

  /** Those items, in order of logs and their entries. */
  List<QuarantinedItem> quarantine(@Nullable String coop, long offset, int limit);
}
