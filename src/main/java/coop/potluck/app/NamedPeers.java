package coop.potluck.app;

import coop.potluck.outbound.AddressPolicy;
import coop.potluck.peer.PeerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peers of a running node: those of the co-ops' file, and those of the command line as their
 * file is now. What is wrong with that file leaves them as they were.
 */
final class NamedPeers implements Supplier<List<PeerSettings>> {

  private static final Logger LOG = LoggerFactory.getLogger(NamedPeers.class);

  private final Neighbours named;
  private final PeersFile file;
  private final AddressPolicy policy;
  private @Nullable Stamp seen;
  private Neighbours all;

  private record Stamp(long changed, long size, @Nullable Object key) {}

  /**
   * Those of both files.
   *
   * @param policy learns which addresses they have
   */
  NamedPeers(Neighbours named, PeersFile file, AddressPolicy policy) {
    this.named = named;
    this.file = file;
    this.policy = policy;
    this.all = named;
  }

  @Override
  public List<PeerSettings> get() {
    return neighbours().peers();
  }

  /** All of both files. */
  synchronized Neighbours neighbours() {
    var stamp = stamp();
    if (stamp == null ? seen != null : !stamp.equals(seen)) {
      seen = stamp;
      if (file.read() instanceof ConfigResult.Loaded<Neighbours> loaded) {
        all = named.and(loaded.value());
        policy.name(all.urls());
      } else {
        LOG.warn("{} cannot be used, and is left aside; potluck peer list says why", file.path());
      }
    }
    return all;
  }

  private @Nullable Stamp stamp() {
    try {
      var attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return new Stamp(
          attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}
