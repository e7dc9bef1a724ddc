package coop.potluck.compatibility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade means for one operator's file. It holds names of keys, and no value of the file.
 *
 * @param overlays that the file switches on
 * @param missing keys that the target wants and the file has not
 * @param unknown keys of the file that mean nothing to the target
 * @param secrets that must be there before deploying and were not needed before, or in another
 *     version
 * @param pinned keys of the file that decide what an image is, so that the target's own may not run
 * @param differences between the two versions with just these overlays
 */
public record FileCheck(
    List<OverlayInUse> overlays,
    List<MissingKey> missing,
    List<UnknownKey> unknown,
    List<SecretToCreate> secrets,
    List<PinnedKey> pinned,
    List<Difference> differences,
    UpgradePlan.Verdict verdict,
    EnvironmentPatch patch) {

  public FileCheck {
    overlays = List.copyOf(overlays);
    missing = List.copyOf(missing);
    unknown = List.copyOf(unknown);
    secrets = List.copyOf(secrets);
    pinned = List.copyOf(pinned);
    differences = List.copyOf(differences);
  }

  /**
   * A file of {@code COMPOSE_FILE}.
   *
   * @param known whether the target has it
   */
  public record OverlayInUse(String path, boolean known) {}

  /**
   * A key to add.
   *
   * @param line as the sample has it
   * @param fallback what the composition takes without it; absent for nothing
   */
  public record MissingKey(String key, String line, @Nullable String fallback, boolean required) {}

  /**
   * A key to take out.
   *
   * @param was whether the installed version still knew it
   */
  public record UnknownKey(String key, boolean was) {}

  /**
   * A secret to make.
   *
   * @param command what makes it, as typed for abra, with {@code DOMAIN} where the app's name goes
   */
  public record SecretToCreate(
      String name,
      @Nullable String version,
      boolean generate,
      @Nullable Integer length,
      @Nullable String charset,
      String command) {}

  /** A key that an image is made of, and the service that runs it. */
  public record PinnedKey(String key, String service) {}
}
