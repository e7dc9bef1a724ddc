package coop.potluck.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Why documents of one segment were found: the words that were sought, and where they are. */
final class Reasons {

  private static final List<Field> WEIGHTIEST_FIRST =
      Stream.of(Field.values())
          .sorted(Comparator.comparingInt((Field it) -> Weights.of(it)).reversed())
          .toList();

  /** So many words of a README are enough to show a passage of it. */
  private static final int README_WORDS = 8;

  private final Segment segment;
  private final List<Terms> sought = new ArrayList<>();

  /** Of each way that needs several words in one field, a bit for each of them. */
  private final List<Long> together = new ArrayList<>();

  /** All terms that are sought: most words of a document are none. */
  private final BitSet all = new BitSet();

  private Reasons(Segment segment) {
    this.segment = segment;
  }

  /**
   * Some terms that were sought.
   *
   * @param to after the last of them
   * @param fields where they count
   * @param way the place in {@link #together} of what they are but a part of; -1 for none
   * @param part which part
   */
  private record Terms(int from, int to, int fields, int way, int part) {
    boolean has(int term, int field) {
      return from <= term && term < to && (fields & field) != 0;
    }
  }

  /** A word of a document that was sought, perhaps with others. */
  private record Met(int term, Field field) {}

  /**
   * Why one document was found.
   *
   * @param fields where, the weightiest first
   * @param words of the document, folded: of its description, or where that has none of all fields
   */
  record Reason(List<Field> fields, Set<String> words) {}

  static Reasons of(Plan plan, Segment segment) {
    var reasons = new Reasons(segment);
    plan.ways().forEach(reasons::add);
    return reasons;
  }

  private void add(Way way) {
    switch (way.kind()) {
      case TERM -> addTerm(segment.find(way.word()), way.fields(), -1, 0);
      case STEM -> addStem(way.word(), way.fields(), -1, 0);
      case PHRASE, TOGETHER -> addTogether(way);
      case PREFIX, NAME ->
          addRange(segment.atLeast(way.word()), segment.beyond(way.word()), way.fields(), -1, 0);
      case INFIX ->
          segment.vocabulary().containing(way.word(), term -> addTerm(term, way.fields(), -1, 0));
    }
  }

  private void addTogether(Way way) {
    var words = way.words();
    for (var part = 0; part < words.size(); part++) {
      if (way.kind() == Way.Kind.PHRASE) {
        addTerm(segment.find(words.get(part)), way.fields(), together.size(), part);
      } else {
        addStem(words.get(part), way.fields(), together.size(), part);
      }
    }
    together.add(-1L >>> (Long.SIZE - words.size()));
  }

  private void addStem(String word, int fields, int way, int part) {
    for (var term : segment.sameStem(Stemmer.stem(word))) {
      addTerm(term, fields, way, part);
    }
  }

  private void addTerm(int term, int fields, int way, int part) {
    if (term >= 0) {
      addRange(term, term + 1, fields, way, part);
    }
  }

  private void addRange(int from, int to, int fields, int way, int part) {
    if (from < to) {
      sought.add(new Terms(from, to, fields, way, part));
      all.set(from, to);
    }
  }

  /**
   * Why a document was found.
   *
   * @param fields in which it was, as a set
   */
  Reason of(int slot, int fields) {
    var met = met(slot, fields);
    var parts = parts(met);
    var words = new HashSet<String>();
    for (var one : met) {
      if (counts(one, parts)) {
        words.add(segment.term(one.term()));
      }
    }
    return new Reason(
        WEIGHTIEST_FIRST.stream().filter(it -> (fields & it.bit()) != 0).toList(), words);
  }

  private List<Met> met(int slot, int fields) {
    // A passage of the description is shown where that has one: no other field is looked through.
    var isDescribed = (fields & Field.DESCRIPTION.bit()) != 0;
    var shown = isDescribed ? Field.DESCRIPTION.bit() : fields;
    var last = Integer.highestOneBit(shown);
    var met = new ArrayList<Met>();
    var tokens = segment.tokens(slot);
    while (tokens.nextField() && tokens.field().bit() <= last) {
      var field = tokens.field();
      if ((field.bit() & shown) == 0) {
        continue;
      }
      var left = field == Field.README ? README_WORDS : Integer.MAX_VALUE;
      for (var term = next(tokens); term >= 0 && left > 0; term = next(tokens)) {
        if (all.get(term)) {
          met.add(new Met(term, field));
          left -= countsAlone(term, field) ? 1 : 0;
        }
      }
    }
    return met;
  }

  private boolean countsAlone(int term, Field field) {
    for (var terms : sought) {
      if (terms.way() < 0 && terms.has(term, field.bit())) {
        return true;
      }
    }
    return false;
  }

  private static int next(Tokens tokens) {
    return tokens.inOrder() > 0 ? tokens.nextTerm() : tokens.nextBeside();
  }

  /** Of each way that needs several words, by field, those that the document has there. */
  private List<Map<Field, Long>> parts(List<Met> met) {
    var parts = new ArrayList<Map<Field, Long>>();
    together.forEach(way -> parts.add(new EnumMap<>(Field.class)));
    for (var one : met) {
      for (var terms : sought) {
        if (terms.way() >= 0 && terms.has(one.term(), one.field().bit())) {
          parts.get(terms.way()).merge(one.field(), 1L << terms.part(), (a, b) -> a | b);
        }
      }
    }
    return parts;
  }

  /** Whether a word counts by itself, or with all others that it needs. */
  private boolean counts(Met met, List<Map<Field, Long>> parts) {
    for (var terms : sought) {
      if (terms.has(met.term(), met.field().bit())
          && (terms.way() < 0
              || together.get(terms.way()).equals(parts.get(terms.way()).get(met.field())))) {
        return true;
      }
    }
    return false;
  }
}
