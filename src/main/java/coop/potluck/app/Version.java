package coop.potluck.app;

/** Which version of the software this is. */
final class Version {

  private Version() {}

  /** As the jar's manifest says; {@code development} where the classes are in no jar. */
  static String text() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
