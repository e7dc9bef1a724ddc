package coop.potluck.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** What a word that describes no recipe may have been meant to be. */
final class Guesses {

  private static final int MIN_LENGTH = 4;

  /** Two mistakes in fewer letters make another word. */
  private static final int MIN_LENGTH_FOR_TWO = 6;

  /** Of shorter words that exist, too many are one letter from a name. */
  private static final int MIN_LENGTH_BESIDE_EXACT = 6;

  private static final int MIN_PART = 3;
  private static final int MAX_GUESSES = 3;

  private final List<Index.Part> parts;
  private final StopWords stopWords = StopWords.standard();

  Guesses(List<Index.Part> parts) {
    this.parts = parts;
  }

  /**
   * A word instead of the typed one.
   *
   * @param worth as a part of {@link Weights#FULL}
   */
  record Guess(String word, int worth) {}

  /** What was known of a candidate in all segments. */
  private record Known(String term, int mistakes, int fields, int documents) {
    Known and(Known other) {
      return new Known(term, mistakes, fields | other.fields, documents + other.documents);
    }
  }

  /** The likeliest first; all of them with the same number of mistakes. */
  List<Guess> corrections(String typed, boolean prefix) {
    if (typed.length() < MIN_LENGTH || Character.isDigit(typed.charAt(0))) {
      return List.of();
    }
    var most = typed.length() < MIN_LENGTH_FOR_TWO ? 1 : 2;
    var known = near(typed, most, false);
    if (known.isEmpty() && prefix && typed.length() >= MIN_LENGTH_FOR_TWO) {
      known = near(typed, 1, true);
    }
    var least = known.stream().mapToInt(Known::mistakes).min().orElse(0);
    return likeliest(typed, known.stream().filter(it -> it.mistakes() == least));
  }

  private static List<Guess> likeliest(String typed, Stream<Known> known) {
    return known
        .sorted(likeliest(typed))
        .limit(MAX_GUESSES)
        .map(
            it ->
                new Guess(
                    it.term(), it.mistakes() > 1 ? Weights.TWO_MISTAKES : Weights.ONE_MISTAKE))
        .toList();
  }

  private List<Known> near(String typed, int most, boolean prefix) {
    var known = new HashMap<String, Known>();
    for (var part : parts) {
      var segment = part.segment();
      segment
          .vocabulary()
          .near(
              typed,
              most,
              prefix,
              (it, mistakes) -> {
                if (isLikely(it, typed, mistakes) && isAlive(part, it.ordinal(), Plan.DESCRIBED)) {
                  var documents = segment.documents(it.ordinal());
                  var one = new Known(it.term(), mistakes, it.fields(), documents);
                  known.merge(it.term(), one, Known::and);
                }
              });
    }
    return List.copyOf(known.values());
  }

  /** Few mistype the first letter and another; and plain words have too many that are like them. */
  private boolean isLikely(Vocabulary.Candidate candidate, String typed, int mistakes) {
    var isTwice =
        candidate.term().charAt(0) == typed.charAt(0) && (candidate.fields() & Plan.NAMES) != 0;
    return (mistakes < 2 || isTwice) && !stopWords.contains(candidate.term());
  }

  /** The names that a word that some text has as it is may be a mistyping of. */
  List<Guess> names(String typed) {
    if (typed.length() < MIN_LENGTH_BESIDE_EXACT) {
      return List.of();
    }
    return likeliest(
        typed, near(typed, 1, false).stream().filter(it -> (it.fields() & Plan.NAMES) != 0));
  }

  private static Comparator<Known> likeliest(String typed) {
    return Comparator.comparing((Known it) -> (it.fields() & Plan.NAMES) == 0)
        .thenComparing(it -> it.term().charAt(0) != typed.charAt(0))
        .thenComparing(Comparator.comparingInt(Known::documents).reversed())
        .thenComparing(Known::term);
  }

  /** The two words that one was written of: {@code mailserver}. */
  List<List<String>> splits(String typed) {
    var splits = new ArrayList<List<String>>();
    for (var at = MIN_PART; at <= typed.length() - MIN_PART; at++) {
      var first = typed.substring(0, at);
      var second = typed.substring(at);
      if (describes(first) && describes(second)) {
        splits.add(List.of(first, second));
      }
    }
    return splits;
  }

  private boolean describes(String word) {
    return has(word, Plan.DESCRIBED);
  }

  /** Whether a word stands so in any of some fields. */
  boolean has(String word, int fields) {
    return parts.stream().anyMatch(it -> isAlive(it, it.segment().find(word), fields));
  }

  /** Whether a recipe that is alive has a term in any of some fields. */
  private static boolean isAlive(Index.Part part, int term, int fields) {
    if (term < 0 || (part.segment().fields(term) & fields) == 0) {
      return false;
    }
    var postings = part.segment().postings(term);
    while (postings.next()) {
      if ((postings.fields() & fields) != 0 && part.live().get(postings.slot())) {
        return true;
      }
    }
    return false;
  }

  /** The words of a name that is {@code joined} when it is written as one; empty if none is. */
  List<String> apart(String joined) {
    for (var part : parts) {
      var segment = part.segment();
      var term = segment.find(joined);
      if (term < 0 || (segment.fields(term) & Field.NAME.bit()) == 0) {
        continue;
      }
      var postings = segment.postings(term);
      while (postings.next()) {
        if ((postings.fields() & Field.NAME.bit()) != 0 && part.live().get(postings.slot())) {
          var entry = segment.entry(postings.slot());
          var words = Words.of(entry.id().name().value());
          if (words.size() > 1 && entry.joinedName().equals(joined)) {
            return words.stream().map(Words.Word::text).toList();
          }
        }
      }
    }
    return List.of();
  }
}
