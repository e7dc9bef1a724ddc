package coop.potluck.mirror;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A repository to mirror, with its refs as they stood when it was asked. */
interface Remote extends AutoCloseable {

  /** All refs by their full names, {@code HEAD} apart; names are unchecked. */
  Map<String, ObjectId> refs();

  /** What the tag objects among {@link #refs} lead to, as far as it says; names are unchecked. */
  default Map<String, ObjectId> peeled() {
    return Map.of();
  }

  /** The full name of the branch that {@code HEAD} stands for; absent where it is none. */
  @Nullable String head();

  /**
   * Brings objects over, and all that they need.
   *
   * @param wants by full names of refs
   * @param held what the mirror has in whole already
   */
  void fetch(Map<String, ObjectId> wants, Set<ObjectId> held) throws IOException;

  @Override
  void close();
}
