package coop.potluck.search;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a document of one segment was found: the words of it that were sought, and where they are.
 */
final class Reasons {

  private final Segment segment;

  /** The terms that any way of the plan leads to, and the fields where they count. */
  private final int[] fields;

  private final BitSet terms = new BitSet();

  private Reasons(Segment segment) {
    this.segment = segment;
    this.fields = new int[segment.terms()];
  }

  /**
   * Why one document was found.
   *
   * @param fields where, the weightiest first
   * @param words of the document, folded
   */
  record Reason(List<Field> fields, Set<String> words) {}

  static Reasons of(Plan plan, Segment segment) {
    var reasons = new Reasons(segment);
    plan.ways().forEach(reasons::add);
    return reasons;
  }

  private void add(Way way) {
    switch (way.kind()) {
      case TERM, PHRASE -> way.words().forEach(it -> add(segment.find(it), way.fields()));
      case STEM, TOGETHER -> {
        for (var word : way.words()) {
          for (var term : segment.sameStem(Stemmer.stem(word))) {
            add(term, way.fields());
          }
        }
      }
      case PREFIX, NAME -> {
        var end = segment.beyond(way.word());
        for (var term = segment.atLeast(way.word()); term < end; term++) {
          add(term, way.fields());
        }
      }
      case INFIX ->
          segment.vocabulary().containing(way.word()).forEach(it -> add(it, way.fields()));
    }
  }

  private void add(int term, int counted) {
    if (term >= 0) {
      terms.set(term);
      fields[term] |= counted;
    }
  }

  Reason of(int slot) {
    var tokens = segment.tokens(slot);
    var where = Field.NONE;
    var words = new HashSet<String>();
    while (tokens.nextField()) {
      var bit = tokens.field().bit();
      for (var term = next(tokens); term >= 0; term = next(tokens)) {
        if (terms.get(term) && (fields[term] & bit) != 0) {
          where |= bit;
          words.add(segment.term(term));
        }
      }
    }
    var set = where;
    return new Reason(
        Stream.of(Field.values())
            .filter(it -> (set & it.bit()) != 0)
            .sorted(Comparator.comparingInt((Field it) -> Weights.of(it)).reversed())
            .toList(),
        words);
  }

  private static int next(Tokens tokens) {
    return tokens.inOrder() > 0 ? tokens.nextTerm() : tokens.nextBeside();
  }
}
