package coop.potluck.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Why documents of one segment were found: the words that were sought, and where they are. */
final class Reasons {

  private static final List<Field> WEIGHTIEST_FIRST =
      Stream.of(Field.values())
          .sorted(Comparator.comparingInt((Field it) -> Weights.of(it)).reversed())
          .toList();

  private final Segment segment;
  private final List<Terms> sought = new ArrayList<>();

  /** All of them: most words of a document are none. */
  private final BitSet all = new BitSet();

  private Reasons(Segment segment) {
    this.segment = segment;
  }

  /**
   * Some terms that were sought.
   *
   * @param to after the last of them
   * @param fields where they count
   */
  private record Terms(int from, int to, int fields) {}

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
      case PREFIX, NAME ->
          add(segment.atLeast(way.word()), segment.beyond(way.word()), way.fields());
      case INFIX -> segment.vocabulary().containing(way.word(), term -> add(term, way.fields()));
    }
  }

  private void add(int term, int fields) {
    if (term >= 0) {
      add(term, term + 1, fields);
    }
  }

  private void add(int from, int to, int fields) {
    if (from < to) {
      sought.add(new Terms(from, to, fields));
      all.set(from, to);
    }
  }

  Reason of(int slot) {
    var tokens = segment.tokens(slot);
    var where = Field.NONE;
    var words = new HashSet<String>();
    while (tokens.nextField()) {
      // No passage of a README is shown where the description has one: that it has a word is
      // enough.
      var isEnough = tokens.field() == Field.README && (where & Field.DESCRIPTION.bit()) != 0;
      if (look(tokens, words, isEnough)) {
        where |= tokens.field().bit();
      }
    }
    var set = where;
    return new Reason(
        WEIGHTIEST_FIRST.stream().filter(it -> (set & it.bit()) != 0).toList(), words);
  }

  /**
   * Whether a field has a word that counts there; adds it, and unless one is enough, the others.
   */
  private boolean look(Tokens tokens, Set<String> words, boolean isEnough) {
    var bit = tokens.field().bit();
    var found = false;
    for (var term = next(tokens); term >= 0; term = next(tokens)) {
      if (all.get(term) && counts(term, bit)) {
        words.add(segment.term(term));
        found = true;
        if (isEnough) {
          break;
        }
      }
    }
    return found;
  }

  private static int next(Tokens tokens) {
    return tokens.inOrder() > 0 ? tokens.nextTerm() : tokens.nextBeside();
  }

  private boolean counts(int term, int field) {
    for (var terms : sought) {
      if (terms.from() <= term && term < terms.to() && (terms.fields() & field) != 0) {
        return true;
      }
    }
    return false;
  }
}
