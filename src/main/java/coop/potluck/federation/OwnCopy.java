package coop.potluck.federation;

import java.util.List;
import java.util.Optional;

/** Our own log as somebody else keeps it; nothing of it is believed before it is verified. */
public interface OwnCopy {

  /** The newest checkpoint of ours that they hold. */
  SignedCheckpoint checkpoint();

  /**
   * The entries from {@code from} on: at least one, at most {@code max}, none at the end.
   *
   * @throws java.io.UncheckedIOException if they cannot be had
   */
  List<byte[]> entries(long from, int max);

  /** An object's bytes; empty if they do not have it. */
  Optional<byte[]> object(Hash sha256);
}
