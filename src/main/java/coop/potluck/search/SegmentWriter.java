package coop.potluck.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes a segment of documents. For one thread, and one segment. */
final class SegmentWriter {

  private final SearchSettings settings;
  private final UnaryOperator<String> stemmer;
  private final TermCodes codes = new TermCodes();
  private final List<Entry> entries = new ArrayList<>();
  private final VarInts tokens = new VarInts();
  private int[] starts = new int[16];

  /**
   * @param stemmer gives the stem of a folded word
   */
  SegmentWriter(SearchSettings settings, UnaryOperator<String> stemmer) {
    this.settings = settings;
    this.stemmer = stemmer;
  }

  /** One segment of what is alive in several, in their order. */
  static Segment merge(List<Segment> segments, List<BitSet> live) {
    return new SegmentMerge(segments, live).merged();
  }

  /** How many documents were added. */
  int size() {
    return entries.size();
  }

  /**
   * Adds a document in the next slot; no recipe twice. Of more words than are indexed of one
   * recipe, the first ones are.
   */
  void add(Entry entry, List<FieldTokens> fields) {
    var left = settings.maxTokensPerRecipe();
    for (var field : fields) {
      var inOrder = firsts(field.inOrder(), left);
      left -= inOrder.size();
      var besides = firsts(field.besides(), left);
      left -= besides.size();
      if (!inOrder.isEmpty() || !besides.isEmpty()) {
        Tokens.begin(tokens, field.field(), inOrder.size(), besides.size());
        addWords(inOrder);
        addWords(besides);
      }
    }
    entries.add(entry);
    if (entries.size() == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[entries.size()] = tokens.size();
  }

  private static List<String> firsts(List<String> words, int count) {
    return words.size() <= count ? words : words.subList(0, count);
  }

  private void addWords(List<String> words) {
    for (var word : words) {
      tokens.add(codes.code(word));
    }
  }

  /** The segment of all that was added. */
  Segment build() {
    var inOrder = codes.inOrder();
    var termOf = TermCodes.inverse(inOrder);
    var bytes = tokens.toBytes();
    var ends = Arrays.copyOf(starts, entries.size() + 1);
    var inverted = new Inversion(bytes, ends, inOrder).inverted();
    var terms = codes.terms(inOrder);
    return new Segment(
        new Documents(entries, bytes, ends, termOf), terms, inverted, Stems.of(terms, stemmer));
  }
}
