package coop.potluck.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Makes one segment of what is alive in several, without looking at a word's letters more than to
 * merge the sorted dictionaries.
 */
final class SegmentMerge {

  /** A segment, with the new numbers of what it has. */
  private static final class Source {
    private final Segment segment;
    private final BitSet live;

    /** Of each slot, the one that it becomes; -1 for what is not alive. */
    private final int[] slots;

    private int[] terms = new int[0];

    /** The next of its terms that is to be merged. */
    private int next;

    private Source(Segment segment, BitSet live, int firstSlot) {
      this.segment = segment;
      this.live = live;
      this.slots = new int[segment.size()];
      Arrays.fill(slots, -1);
      var slot = firstSlot;
      for (var it = live.nextSetBit(0); it >= 0; it = live.nextSetBit(it + 1)) {
        slots[it] = slot++;
      }
    }

    /** The terms that a living document has. */
    private BitSet livingTerms() {
      var living = new BitSet(segment.terms());
      if (live.cardinality() == segment.size()) {
        living.set(0, segment.terms());
        return living;
      }
      for (var term = 0; term < segment.terms(); term++) {
        var postings = segment.postings(term);
        while (postings.next()) {
          if (live.get(postings.slot())) {
            living.set(term);
            break;
          }
        }
      }
      return living;
    }
  }

  private final List<Source> sources = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param live for each segment, the slots that are alive
   */
  SegmentMerge(List<Segment> segments, List<BitSet> live) {
    for (var i = 0; i < segments.size(); i++) {
      var source = new Source(segments.get(i), live.get(i), entries.size());
      sources.add(source);
      source.live.stream().forEach(slot -> entries.add(source.segment.entry(slot)));
    }
  }

  Segment merged() {
    var living = sources.stream().map(Source::livingTerms).toList();
    var merge = TermMerge.of(sources.stream().map(it -> it.segment.dictionary()).toList(), living);
    for (var i = 0; i < sources.size(); i++) {
      sources.get(i).terms = merge.places().get(i);
    }
    return new Segment(
        documents(merge.terms().size()),
        merge.terms(),
        inverted(merge.terms().size()),
        stems(merge.terms(), living));
  }

  private Segment.Inverted inverted(int terms) {
    var sink = new Postings.Sink();
    var starts = new int[terms + 1];
    var documents = new int[terms];
    var fields = new short[terms];
    for (var term = 0; term < terms; term++) {
      starts[term] = sink.begin();
      for (var source : sources) {
        if (!hasNext(source, term)) {
          continue;
        }
        var postings = source.segment.postings(source.next++);
        while (postings.next()) {
          var slot = source.slots[postings.slot()];
          if (slot >= 0) {
            sink.add(slot, postings.fields());
            documents[term]++;
            fields[term] |= (short) postings.fields();
          }
        }
      }
    }
    starts[terms] = sink.begin();
    return new Segment.Inverted(sink.toBytes(), starts, documents, fields);
  }

  /** Whether a source has a term; to be asked for each of them in order. */
  private static boolean hasNext(Source source, int term) {
    while (source.next < source.terms.length && source.terms[source.next] < 0) {
      source.next++;
    }
    return source.next < source.terms.length && source.terms[source.next] == term;
  }

  private Documents documents(int terms) {
    var tokens = new VarInts();
    var starts = new int[entries.size() + 1];
    var codes = new Codes(terms);
    var slot = 0;
    for (var source : sources) {
      for (var it = source.live.nextSetBit(0); it >= 0; it = source.live.nextSetBit(it + 1)) {
        copy(source.segment.tokens(it), source.terms, codes, tokens);
        starts[++slot] = tokens.size();
      }
    }
    return new Documents(entries, tokens.toBytes(), starts, codes.termOf);
  }

  private static void copy(Tokens from, int[] terms, Codes codes, VarInts to) {
    while (from.nextField()) {
      Tokens.begin(to, from.field(), from.inOrder(), from.besides());
      for (var term = from.nextTerm(); term >= 0; term = from.nextTerm()) {
        to.add(codes.of(terms[term]));
      }
      for (var term = from.nextBeside(); term >= 0; term = from.nextBeside()) {
        to.add(codes.of(terms[term]));
      }
    }
  }

  /** Codes of terms, by when they are first met. */
  private static final class Codes {
    private final int[] codeOf;
    private final int[] termOf;
    private int size;

    private Codes(int terms) {
      codeOf = new int[terms];
      Arrays.fill(codeOf, -1);
      termOf = new int[terms];
    }

    private int of(int term) {
      if (codeOf[term] < 0) {
        codeOf[term] = size;
        termOf[size++] = term;
      }
      return codeOf[term];
    }
  }

  private Stems stems(Terms terms, List<BitSet> living) {
    var kept = new ArrayList<BitSet>();
    for (var i = 0; i < sources.size(); i++) {
      var stems = sources.get(i).segment.stems();
      var used = new BitSet(stems.texts().size());
      living.get(i).stream().forEach(term -> used.set(stems.stemOf(term)));
      kept.add(used);
    }
    var merge = TermMerge.of(sources.stream().map(it -> it.segment.stems().texts()).toList(), kept);
    var stemOf = new int[terms.size()];
    for (var i = 0; i < sources.size(); i++) {
      var source = sources.get(i);
      var places = merge.places().get(i);
      living.get(i).stream()
          .forEach(
              term -> stemOf[source.terms[term]] = places[source.segment.stems().stemOf(term)]);
    }
    return new Stems(merge.terms(), stemOf);
  }
}
