package coop.potluck.mirror;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a mirror may be cloned.
 *
 * @param blocked why the operator refuses all of it; absent where it is served
 * @param hiddenTags tags that are left out, without {@code refs/tags/}; what the branch reaches
 *     stays within reach
 */
public record GitAccess(@Nullable String blocked, Set<String> hiddenTags) {

  /** All of it. */
  public static final GitAccess OPEN = new GitAccess(null, Set.of());

  public GitAccess {
    hiddenTags = Set.copyOf(hiddenTags);
  }
}
