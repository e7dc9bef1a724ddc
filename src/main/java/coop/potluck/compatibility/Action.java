package coop.potluck.compatibility;

/** What an operator must do about a difference, from least to most. */
public enum Action {
  NONE,
  REVIEW,
  REQUIRED
}
