package coop.potluck.compatibility;

import coop.potluck.recipe.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a version is from another one, in order of how far. */
public enum ReleaseClass {
  NONE,
  PATCH,
  MINOR,
  MAJOR;

  /**
   * What the maintainer promised by the tags of two versions, in whichever order they are; empty
   * unless both are of today's scheme.
   */
  public static Optional<ReleaseClass> claimed(Version from, Version to) {
    if (!from.release() || !to.release()) {
      return Optional.empty();
    }
    var parts = List.of(MAJOR, MINOR, PATCH);
    for (var part = 0; part < parts.size(); part++) {
      if (!from.numbers().get(part).equals(to.numbers().get(part))) {
        return Optional.of(parts.get(part));
      }
    }
    return Optional.of(NONE);
  }

  /** The name in JSON: {@code minor}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
