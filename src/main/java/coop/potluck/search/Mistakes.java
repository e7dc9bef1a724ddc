package coop.potluck.search;

/**
 * How many mistakes part a typed word from others: letters that are missing, too many, other ones,
 * or two that changed places (optimal string alignment). Words are read in their order, and what
 * one begins with as the one before is not counted again.
 */
final class Mistakes {

  private final String typed;
  private final int most;
  private final boolean prefix;

  /** A row for each letter read: the mistakes between what was read and each beginning of typed. */
  private final int[][] rows;

  /** The least of each row. */
  private final int[] leasts;

  private int count;

  /**
   * Counts mistakes of one word.
   *
   * @param most beyond which the number does not matter
   * @param prefix whether {@code typed} may be the beginning of the other word
   */
  Mistakes(String typed, int most, boolean prefix) {
    this.typed = typed;
    this.most = most;
    this.prefix = prefix;
    this.rows = new int[typed.length() + most + 2][typed.length() + 1];
    this.leasts = new int[rows.length];
    for (var i = 0; i <= typed.length(); i++) {
      rows[0][i] = i;
    }
  }

  /**
   * Reads a word.
   *
   * @param known how many of its letters are those of the word that was read before
   * @return the number of letters after which nothing more is to be found out: {@link #count} is
   *     that of all words that begin so; {@link Integer#MAX_VALUE} if the whole word was needed
   */
  int read(String word, int known) {
    var end = Math.min(word.length(), rows.length - 1);
    var at = known;
    var hopeless = false;
    while (at < end && !hopeless) {
      at++;
      hopeless = fill(word, at) > most;
    }
    count = prefix ? leastUpTo(at) : at == word.length() ? rows[at][typed.length()] : most + 1;
    if (hopeless) {
      return at;
    }
    return !prefix && end < word.length() ? end + 1 : Integer.MAX_VALUE;
  }

  /** The mistakes of the best beginning of what was read. */
  private int leastUpTo(int end) {
    var least = most + 1;
    for (var at = 1; at <= end; at++) {
      least = Math.min(least, rows[at][typed.length()]);
    }
    return least;
  }

  /** Fills the row of a letter, and gives the least mistakes that any word beginning so has. */
  private int fill(String word, int at) {
    var before = rows[at - 1];
    var row = rows[at];
    var letter = word.charAt(at - 1);
    row[0] = at;
    var least = at;
    for (var i = 1; i <= typed.length(); i++) {
      var same = letter == typed.charAt(i - 1);
      var cost = Math.min(before[i - 1] + (same ? 0 : 1), Math.min(before[i], row[i - 1]) + 1);
      if (at > 1
          && i > 1
          && letter == typed.charAt(i - 2)
          && word.charAt(at - 2) == typed.charAt(i - 1)) {
        cost = Math.min(cost, rows[at - 2][i - 2] + 1);
      }
      row[i] = cost;
      least = Math.min(least, cost);
    }
    // Two letters that changed places may still make good what this row lost.
    leasts[at] = least;
    return at > 1 ? Math.min(least, leasts[at - 1] + 1) : least;
  }

  /** The mistakes of the word that was read last; more than {@code most} where it was hopeless. */
  int count() {
    return count;
  }
}
