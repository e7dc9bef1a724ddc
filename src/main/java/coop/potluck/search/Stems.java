package coop.potluck.search;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Which terms have one stem. */
final class Stems {

  private final Terms stems;
  private final int[] stemOf;

  /** Of each stem, where its terms begin in {@code members}, and the end of the last ones. */
  private final int[] starts;

  private final int[] members;

  /**
   * @param stemOf of each term
   */
  Stems(Terms stems, int[] stemOf) {
    this.stems = stems;
    this.stemOf = stemOf;
    this.starts = new int[stems.size() + 1];
    this.members = new int[stemOf.length];
    for (var stem : stemOf) {
      starts[stem + 1]++;
    }
    for (var stem = 0; stem < stems.size(); stem++) {
      starts[stem + 1] += starts[stem];
    }
    var next = starts.clone();
    for (var term = 0; term < stemOf.length; term++) {
      members[next[stemOf[term]]++] = term;
    }
  }

  static Stems of(Terms terms, UnaryOperator<String> stemmer) {
    var codes = new TermCodes();
    var stemOf = new int[terms.size()];
    for (var term = 0; term < stemOf.length; term++) {
      stemOf[term] = codes.code(stemmer.apply(terms.text(term)));
    }
    var inOrder = codes.inOrder();
    var places = TermCodes.inverse(inOrder);
    for (var term = 0; term < stemOf.length; term++) {
      stemOf[term] = places[stemOf[term]];
    }
    return new Stems(codes.terms(inOrder), stemOf);
  }

  /** The stems themselves. */
  Terms texts() {
    return stems;
  }

  int stemOf(int term) {
    return stemOf[term];
  }

  /** The terms of a stem, ascending; empty for one that none of them has. */
  int[] terms(String stem) {
    var found = stems.find(stem);
    return found < 0 ? new int[0] : terms(found);
  }

  int[] terms(int stem) {
    return Arrays.copyOfRange(members, starts[stem], starts[stem + 1]);
  }
}
