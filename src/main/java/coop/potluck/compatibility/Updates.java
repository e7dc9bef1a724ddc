package coop.potluck.compatibility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is newer than an installed release.
 *
 * @param newer how many releases are
 * @param latest the highest; absent where it is installed
 * @param latestMinor the highest of the same major; absent where none is newer
 * @param latestPatch the highest of the same minor; absent where none is newer
 * @param claimed by the tags of the installed and the latest release
 * @param computed the furthest hop on the way
 * @param notes the tags on the way whose notes a person should read, in order
 * @param verdict what the way to the latest takes
 * @param automatic the highest release that a machine may go to: every hop is safe and without
 *     notes; absent where there is none
 */
public record Updates(
    int newer,
    @Nullable Release latest,
    @Nullable Release latestMinor,
    @Nullable Release latestPatch,
    @Nullable ReleaseClass claimed,
    ReleaseClass computed,
    List<String> notes,
    UpgradePlan.Verdict verdict,
    @Nullable Release automatic) {

  public Updates {
    notes = List.copyOf(notes);
  }
}
