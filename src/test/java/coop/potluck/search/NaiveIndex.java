package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a segment says, kept as plainly as can be, to hold the real one against. */
final class NaiveIndex {

  record Document(Entry entry, List<FieldTokens> fields) {}

  private final List<Document> documents;

  /** Of each term, of each slot that has it, the set of fields. */
  private final TreeMap<String, TreeMap<Integer, Integer>> postings =
      new TreeMap<>(NaiveIndex::byCodePoints);

  NaiveIndex(List<Document> documents) {
    this.documents = documents;
    for (var slot = 0; slot < documents.size(); slot++) {
      for (var field : documents.get(slot).fields()) {
        var words = new ArrayList<>(field.inOrder());
        words.addAll(field.besides());
        for (var word : words) {
          postings
              .computeIfAbsent(word, it -> new TreeMap<>())
              .merge(slot, field.field().bit(), (one, other) -> one | other);
        }
      }
    }
  }

  /** What is left of several indexes when some slots are not alive. */
  static NaiveIndex merged(List<NaiveIndex> indexes, List<BitSet> live) {
    var documents = new ArrayList<Document>();
    for (var i = 0; i < indexes.size(); i++) {
      var index = indexes.get(i);
      live.get(i).stream().forEach(slot -> documents.add(index.documents.get(slot)));
    }
    return new NaiveIndex(documents);
  }

  static int byCodePoints(String one, String other) {
    return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
  }

  int size() {
    return documents.size();
  }

  /** Fails unless {@code segment} says the same in all that it can be asked. */
  void requireSame(Segment segment, UnaryOperator<String> stemmer) {
    assertThat(segment.size()).isEqualTo(documents.size());
    var terms = new ArrayList<>(postings.keySet());
    assertThat(termsOf(segment, 0, segment.terms())).isEqualTo(terms);
    for (var term = 0; term < terms.size(); term++) {
      var expected = postings.getOrDefault(terms.get(term), new TreeMap<>());
      assertThat(segment.find(terms.get(term))).isEqualTo(term);
      assertThat(postingsOf(segment, term)).isEqualTo(expected);
      assertThat(segment.documents(term)).isEqualTo(expected.size());
      assertThat(segment.fields(term))
          .isEqualTo(expected.values().stream().reduce(0, (one, other) -> one | other));
      requireSamePrefixes(segment, terms, terms.get(term));
    }
    requireSameStems(segment, terms, stemmer);
    requireSameDocuments(segment);
  }

  private static List<String> termsOf(Segment segment, int from, int to) {
    var terms = new ArrayList<String>();
    for (var term = from; term < to; term++) {
      terms.add(segment.term(term));
    }
    return terms;
  }

  private static Map<Integer, Integer> postingsOf(Segment segment, int term) {
    var found = new TreeMap<Integer, Integer>();
    var last = -1;
    var postings = segment.postings(term);
    while (postings.next()) {
      assertThat(postings.slot()).isGreaterThan(last);
      last = postings.slot();
      found.put(postings.slot(), postings.fields());
    }
    assertThat(postings.next()).isFalse();
    return found;
  }

  private static void requireSameStems(
      Segment segment, List<String> terms, UnaryOperator<String> stemmer) {
    var groups = new TreeMap<String, List<Integer>>();
    for (var term = 0; term < terms.size(); term++) {
      groups.computeIfAbsent(stemmer.apply(terms.get(term)), it -> new ArrayList<>()).add(term);
    }
    groups.forEach(
        (stem, group) -> {
          var expected = group.stream().mapToInt(term -> term).toArray();
          assertThat(segment.sameStem(stem)).isEqualTo(expected);
        });
    assertThat(segment.sameStem("no stem")).isEmpty();
  }

  private static void requireSamePrefixes(Segment segment, List<String> terms, String of) {
    for (var end = of.length(); end >= 0; end--) {
      if (end < of.length() && Character.isLowSurrogate(of.charAt(end))) {
        continue;
      }
      var prefix = of.substring(0, end);
      assertThat(termsOf(segment, segment.atLeast(prefix), segment.beyond(prefix)))
          .isEqualTo(terms.stream().filter(term -> term.startsWith(prefix)).toList());
    }
    var absent = of + "~";
    assertThat(segment.find(absent)).isEqualTo(-1);
    assertThat(segment.atLeast(absent)).isEqualTo(segment.beyond(absent));
    assertThat(segment.atLeast(absent))
        .isEqualTo((int) terms.stream().filter(it -> byCodePoints(it, absent) < 0).count());
  }

  private void requireSameDocuments(Segment segment) {
    for (var slot = 0; slot < documents.size(); slot++) {
      var document = documents.get(slot);
      assertThat(segment.entry(slot)).isSameAs(document.entry());
      assertThat(segment.slotOf(document.entry().recipeId())).isEqualTo(slot);
      assertThat(fieldsOf(segment, slot))
          .isEqualTo(
              document.fields().stream()
                  .filter(it -> !it.inOrder().isEmpty() || !it.besides().isEmpty())
                  .toList());
      assertThat(fieldNamesOf(segment, slot))
          .isEqualTo(fieldsOf(segment, slot).stream().map(FieldTokens::field).toList());
    }
    assertThat(segment.slotOf(-1)).isEqualTo(-1);
  }

  private static List<FieldTokens> fieldsOf(Segment segment, int slot) {
    var fields = new ArrayList<FieldTokens>();
    var tokens = segment.tokens(slot);
    while (tokens.nextField()) {
      var inOrder = new ArrayList<String>();
      for (var term = tokens.nextTerm(); term >= 0; term = tokens.nextTerm()) {
        inOrder.add(segment.term(term));
      }
      var besides = new ArrayList<String>();
      for (var term = tokens.nextBeside(); term >= 0; term = tokens.nextBeside()) {
        besides.add(segment.term(term));
      }
      fields.add(new FieldTokens(tokens.field(), inOrder, besides));
    }
    return fields;
  }

  /** The fields alone, for a reader who leaves out most of their words. */
  private static List<Field> fieldNamesOf(Segment segment, int slot) {
    var names = new ArrayList<Field>();
    var tokens = segment.tokens(slot);
    while (tokens.nextField()) {
      names.add(tokens.field());
      var unused = tokens.nextTerm();
    }
    return names;
  }
}
