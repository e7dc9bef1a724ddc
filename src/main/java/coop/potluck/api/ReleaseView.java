package coop.potluck.api;

import coop.potluck.compatibility.Release;
import coop.potluck.recipe.ObjectName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which version is meant, and since when it is there. */
record ReleaseView(String tag, ObjectName commit, Instant time) {

  static ReleaseView of(Release release) {
    return new ReleaseView(release.tag().name(), release.tag().commit(), release.time());
  }

  /** The tag alone; null for none. */
  static @Nullable String tag(@Nullable Release release) {
    return release == null ? null : release.tag().name();
  }
}
