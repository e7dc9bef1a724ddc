package coop.potluck.search;

import java.util.List;

/**
 * One way in which a stretch of the words that were typed may be found.
 *
 * @param from the first of the wanted clauses that it answers
 * @param to after the last one
 * @param words what is looked up: one for all kinds but {@link Kind#TOGETHER} and {@link
 *     Kind#PHRASE}
 * @param fields where it counts, as a set of {@link Field}
 * @param worth as a part of {@link Weights#FULL}
 */
record Way(Kind kind, int from, int to, List<String> words, int fields, int worth) {

  /** How words are looked up. */
  enum Kind {
    /** As they are. */
    TERM,
    /** By what is left without endings, the word itself aside. */
    STEM,
    /** What begins so. */
    PREFIX,
    /** A name that contains it. */
    INFIX,
    /** All words, by their stems, in one field. */
    TOGETHER,
    /** All words in a row. */
    PHRASE,
    /** A recipe whose whole name begins so, its words written as one. */
    NAME
  }

  /** Words beyond these are not looked up: a phrase that has so many is found by them. */
  private static final int MAX_WORDS = Long.SIZE;

  Way {
    words = List.copyOf(words.size() > MAX_WORDS ? words.subList(0, MAX_WORDS) : words);
  }

  String word() {
    return words.get(0);
  }

  /** The same where it is worth but a part of that. */
  Way at(int part) {
    return new Way(kind, from, to, words, fields, worth * part / Weights.FULL);
  }

  /** The same in other fields. */
  Way in(int others) {
    return new Way(kind, from, to, words, others, worth);
  }
}
