package coop.potluck.search;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** The terms of a segment that describe recipes: what a guess may be, in their order. */
final class Vocabulary {

  private static final int NAMES = Field.NAME.bit() | Field.TITLE.bit();

  /** What runs of digits or shorter words would be taken for is chance. */
  private static final int MIN_LENGTH = 3;

  private final String[] terms;
  private final int[] ordinals;
  private final int[] fields;

  /** How many letters a term begins with as the one before it does. */
  private final byte[] shared;

  private Vocabulary(String[] terms, int[] ordinals, int[] fields) {
    this.terms = terms;
    this.ordinals = ordinals;
    this.fields = fields;
    this.shared = new byte[terms.length];
    for (var i = 1; i < terms.length; i++) {
      var same = Arrays.mismatch(terms[i - 1].toCharArray(), terms[i].toCharArray());
      shared[i] = (byte) Math.min(same < 0 ? terms[i].length() : same, Byte.MAX_VALUE);
    }
  }

  static Vocabulary of(Segment segment) {
    var ordinals =
        IntStream.range(0, segment.terms())
            .filter(it -> (segment.fields(it) & Plan.DESCRIBED) != 0)
            .filter(it -> isWord(segment.term(it)))
            .toArray();
    return new Vocabulary(
        Arrays.stream(ordinals).mapToObj(segment::term).toArray(String[]::new),
        ordinals,
        Arrays.stream(ordinals).map(segment::fields).toArray());
  }

  private static boolean isWord(String term) {
    return term.length() >= MIN_LENGTH && !Character.isDigit(term.charAt(0));
  }

  /** The ordinals of the words of names and titles that contain {@code part}. */
  IntStream containing(String part) {
    return IntStream.range(0, terms.length)
        .filter(it -> (fields[it] & NAMES) != 0 && terms[it].indexOf(part) > 0)
        .map(it -> ordinals[it]);
  }

  /** Gives each term that {@code typed} may be a mistyping of, and the number of mistakes. */
  void near(String typed, int most, boolean prefix, ObjIntConsumer<Candidate> found) {
    var mistakes = new Mistakes(typed, most, prefix);
    var dead = Integer.MAX_VALUE;
    for (var i = 0; i < terms.length; i++) {
      if (shared[i] < dead) {
        dead = mistakes.read(terms[i], shared[i]);
      }
      if (mistakes.count() <= most) {
        found.accept(new Candidate(terms[i], ordinals[i], fields[i]), mistakes.count());
      }
    }
  }

  /** A term of this vocabulary. */
  record Candidate(String term, int ordinal, int fields) {}
}
