package coop.potluck.compatibility;

/** Which steps of which images must not be passed over, from a data file of this package. */
public final class UpgradeRules {

  private UpgradeRules() {}

  /** The rules that come with the program. */
  public static UpgradeRules standard() {
    throw new UnsupportedOperationException();
  }
}
