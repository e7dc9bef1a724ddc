package coop.potluck.federation;

/** Whether our own log may be written and signed. */
public sealed interface Standing {

  /** It may. */
  record Ready() implements Standing {}

  /**
   * Not yet.
   *
   * @param reason what it waits for
   */
  record Waiting(String reason) implements Standing {}

  /**
   * Not until an operator does something.
   *
   * @param reason what is wrong, and what to do
   */
  record Refused(String reason) implements Standing {}
}
