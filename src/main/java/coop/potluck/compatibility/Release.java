package coop.potluck.compatibility;

import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A version that was parsed and is served, without what was parsed.
 *
 * @param time the earlier of when it was made, as claimed, and when it was first seen
 * @param note what its maintainer wrote for those who upgrade to it; absent where none was written
 */
public record Release(Version version, Tag tag, Instant time, @Nullable ReleaseNote note)
    implements Comparable<Release> {

  @Override
  public int compareTo(Release other) {
    return Arrays.compareUnsigned(
        VersionOrder.key(version, tag.date()), VersionOrder.key(other.version, other.tag.date()));
  }
}
