package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.Hash;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.OwnCopy;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Our own log as another node serves it, to fetch it back from. */
public final class LogElsewhere implements OwnCopy {

  private final LogSource source;
  private final SignedTree tree;
  private final long maxObjectBytes;

  private LogElsewhere(LogSource source, SignedTree tree, long maxObjectBytes) {
    this.source = source;
    this.tree = tree;
    this.maxObjectBytes = maxObjectBytes;
  }

  /**
   * The copy that a source has now.
   *
   * @throws IOException if it has none
   */
  public static LogElsewhere of(LogSource source, FederationSettings settings) throws IOException {
    try {
      var checkpoint = SignedCheckpoint.parse(source.checkpoint());
      return new LogElsewhere(
          source, new SignedTree(source, checkpoint), settings.maxObjectBytes());
    } catch (MalformedException e) {
      throw new IOException(source.name() + " shows no checkpoint: " + e.getMessage(), e);
    }
  }

  @Override
  public SignedCheckpoint checkpoint() {
    return tree.checkpoint();
  }

  @Override
  public List<byte[]> entries(long from, int max) {
    try {
      var number = from / TilePath.FULL;
      var bundle = tree.unverifiedEntries(number);
      tree.verify(number, bundle);
      var first = (int) (from % TilePath.FULL);
      return bundle.subList(
          Math.min(first, bundle.size()), (int) Math.min(bundle.size(), (long) first + max));
    } catch (RefusedException e) {
      throw new UncheckedIOException(new IOException(e.sentence(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<byte[]> object(Hash sha256) {
    try {
      return Optional.of(source.object(sha256, maxObjectBytes));
    } catch (MissingPartException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
