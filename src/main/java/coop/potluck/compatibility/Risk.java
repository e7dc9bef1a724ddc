package coop.potluck.compatibility;

/** What happens to an operator who does nothing about a difference, from least to most. */
public enum Risk {
  NONE,
  DOWNTIME,
  DATA_LOSS,
  WILL_NOT_DEPLOY
}
