package coop.potluck.search;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** The terms of a segment that describe recipes: what a guess may be, in their order. */
final class Vocabulary {

  /** What runs of digits or shorter words would be taken for is chance. */
  private static final int MIN_LENGTH = 3;

  private final String[] terms;
  private final int[] ordinals;
  private final int[] fields;

  /** How many letters a term begins with as the one before it does. */
  private final byte[] shared;

  private final Names names;

  private Vocabulary(String[] terms, int[] ordinals, int[] fields) {
    this.terms = terms;
    this.ordinals = ordinals;
    this.fields = fields;
    this.shared = new byte[terms.length];
    for (var i = 1; i < terms.length; i++) {
      shared[i] = (byte) Math.min(shared(terms[i - 1], terms[i]), Byte.MAX_VALUE);
    }
    this.names = new Names(terms, fields);
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

  private static int shared(String one, String other) {
    var end = Math.min(one.length(), other.length());
    for (var at = 0; at < end; at++) {
      if (one.charAt(at) != other.charAt(at)) {
        return at;
      }
    }
    return end;
  }

  /** Gives the ordinals of the words of names and titles that contain {@code part}. */
  void containing(String part, IntConsumer found) {
    names.containing(part, place -> found.accept(ordinals[place]));
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

  /**
   * The words of names and titles in one text: to look through that takes a tenth of the time that
   * as many small ones do.
   */
  private static final class Names {

    private static final char BETWEEN = '\n';

    private final String text;

    /** Where each word begins in the text. */
    private final int[] starts;

    /** Its place among the terms. */
    private final int[] places;

    Names(String[] terms, int[] fields) {
      places =
          IntStream.range(0, terms.length).filter(it -> (fields[it] & Plan.NAMES) != 0).toArray();
      starts = new int[places.length];
      var all = new StringBuilder();
      for (var i = 0; i < places.length; i++) {
        starts[i] = all.length();
        all.append(terms[places[i]]).append(BETWEEN);
      }
      text = all.toString();
    }

    /** Each word but those that begin so. */
    void containing(String part, IntConsumer found) {
      for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at)) {
        var place = Arrays.binarySearch(starts, at);
        var word = place < 0 ? -place - 2 : place;
        if (place < 0) {
          found.accept(places[word]);
        }
        // Within one word once is enough; but one that begins so may have it again.
        at = place < 0 ? end(word) : at + 1;
      }
    }

    private int end(int word) {
      return word + 1 < starts.length ? starts[word + 1] : text.length();
    }
  }
}
