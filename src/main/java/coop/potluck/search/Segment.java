package coop.potluck.search;

import org.jspecify.annotations.Nullable;

/**
 * Documents that were indexed together: their entries by slot from 0, which terms they have, and
 * where. Never changes; may be read by many threads, each with cursors of its own.
 */
final class Segment {

  private final Documents documents;
  private final Terms terms;
  private final Inverted inverted;
  private final Stems stems;

  /** Made by the first who asks; a second one made meanwhile is the same. */
  private volatile @Nullable Vocabulary vocabulary;

  Segment(Documents documents, Terms terms, Inverted inverted, Stems stems) {
    this.documents = documents;
    this.terms = terms;
    this.inverted = inverted;
    this.stems = stems;
  }

  /**
   * The postings of all terms.
   *
   * @param starts of each term in {@code bytes}, and the end of the last one
   * @param documents of each term, how many have it
   * @param fields of each term, the set of those that have it in any document
   */
  @SuppressWarnings("ArrayRecordComponent") // shared within the package, never changed
  record Inverted(byte[] bytes, int[] starts, int[] documents, short[] fields) {}

  /** How many documents there are, those included that are not alive any more. */
  int size() {
    return documents.size();
  }

  Entry entry(int slot) {
    return documents.entry(slot);
  }

  /** What the entries have as facets, to be read in great numbers. */
  FacetColumn facets() {
    return documents.facets();
  }

  /** The slot of a recipe; -1 if it has none. */
  int slotOf(long recipeId) {
    return documents.slotOf(recipeId);
  }

  /** The words of a document, as far as they were indexed. */
  Tokens tokens(int slot) {
    return documents.tokens(slot);
  }

  /** How many terms there are. */
  int terms() {
    return terms.size();
  }

  /** The ordinal of a term, from 0 in the order of code points; -1 if no document has it. */
  int find(String term) {
    return terms.find(term);
  }

  String term(int ordinal) {
    return terms.text(ordinal);
  }

  /** The ordinal of the first term that is not before {@code prefix}, which may be that itself. */
  int atLeast(String prefix) {
    return terms.atLeast(prefix);
  }

  /**
   * The ordinal after the last term that begins with {@code prefix}: those from {@link #atLeast} to
   * before this one do.
   */
  int beyond(String prefix) {
    return terms.beyond(prefix);
  }

  /** The set of fields that have the term in any document, as bits of {@link Field}. */
  int fields(int term) {
    return inverted.fields()[term];
  }

  /** How many documents have the term, those included that are not alive any more. */
  int documents(int term) {
    return inverted.documents()[term];
  }

  Postings postings(int term) {
    return new Postings(inverted.bytes(), inverted.starts()[term], inverted.starts()[term + 1]);
  }

  /** The terms of a stem, ascending. */
  int[] sameStem(String stem) {
    return stems.terms(stem);
  }

  /** The terms that describe recipes. */
  Vocabulary vocabulary() {
    var made = vocabulary;
    if (made == null) {
      made = Vocabulary.of(this);
      vocabulary = made;
    }
    return made;
  }

  Terms dictionary() {
    return terms;
  }

  Stems stems() {
    return stems;
  }
}
