package coop.potluck.search;

/** How a value stands to the one that a condition names. */
enum Comparison {
  LESS,
  AT_MOST,
  EQUAL,
  AT_LEAST,
  GREATER;

  /** Whether {@code value} stands so to {@code bound}. */
  boolean holds(long value, long bound) {
    return switch (this) {
      case LESS -> value < bound;
      case AT_MOST -> value <= bound;
      case EQUAL -> value == bound;
      case AT_LEAST -> value >= bound;
      case GREATER -> value > bound;
    };
  }
}
