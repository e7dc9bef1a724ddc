package coop.potluck.federation;

/** What came of fetching our own log back. */
public sealed interface Recovery {

  /**
   * The log is whole and signed again.
   *
   * @param before entries that it had
   * @param after entries that it has
   * @param missingObjects that its new entries name and that the copy does not have
   */
  record Recovered(long before, long after, int missingObjects) implements Recovery {}

  /** Nothing was changed. */
  record Refused(String reason) implements Recovery {}
}
