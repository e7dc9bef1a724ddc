package coop.potluck.search;

/** Words in a row. */
final class Passages {

  private Passages() {}

  /** The fields among {@code fields} in which a document has these terms one after the other. */
  static int of(Segment segment, int slot, int[] terms, int fields) {
    var tokens = segment.tokens(slot);
    var found = Field.NONE;
    var last = Integer.highestOneBit(fields);
    // Fields come in their order: what is after the last one need not be looked through.
    while (tokens.nextField() && tokens.field().bit() <= last) {
      if ((tokens.field().bit() & fields) != 0 && has(tokens, terms)) {
        found |= tokens.field().bit();
      }
    }
    return found;
  }

  private static boolean has(Tokens tokens, int[] terms) {
    // How much of the terms the last words are: a bit for each length.
    var reached = 0L;
    var whole = 1L << (terms.length - 1);
    for (var term = tokens.nextTerm(); term >= 0; term = tokens.nextTerm()) {
      if (reached == 0 && term != terms[0]) {
        continue;
      }
      var possible = (reached << 1) | 1;
      reached = 0;
      for (var i = 0; i < terms.length; i++) {
        if (terms[i] == term && (possible & (1L << i)) != 0) {
          reached |= 1L << i;
        }
      }
      if ((reached & whole) != 0) {
        return true;
      }
    }
    return false;
  }
}
