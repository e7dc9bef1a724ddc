package coop.potluck.search;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a plan was found in one segment: for each wanted clause and each document, what its best
 * match is worth.
 */
final class Finding {

  private static final int NAME = Field.NAME.bit();

  private final Segment segment;
  private final BitSet live;
  private final int[][] best;

  /** By slot, the fields in which anything was found. */
  private final short[] fields;

  /** By slot, what few documents have. */
  private final Map<Integer, Long> bonus = new HashMap<>();

  /** Clauses that were found as they were typed, anywhere. */
  private final boolean[] exact;

  /** Clauses that something that describes a recipe has. */
  private final boolean[] described;

  Finding(Index.Part part, int clauses) {
    this.segment = part.segment();
    this.live = part.live();
    this.best = new int[clauses][segment.size()];
    this.fields = new short[segment.size()];
    this.exact = new boolean[clauses];
    this.described = new boolean[clauses];
  }

  Segment segment() {
    return segment;
  }

  BitSet live() {
    return live;
  }

  /** What the best match of a clause in a document is worth; 0 for none. */
  int best(int clause, int slot) {
    return best[clause][slot];
  }

  /** The fields of a document in which anything was found. */
  int fields(int slot) {
    return fields[slot];
  }

  /** What a document gets for its name as a whole. */
  long bonus(int slot) {
    return bonus.isEmpty() ? 0 : bonus.getOrDefault(slot, 0L);
  }

  boolean isExact(int clause) {
    return exact[clause];
  }

  boolean isDescribed(int clause) {
    return described[clause];
  }

  /** In how many documents a clause was found. */
  long count(int clause) {
    var count = 0L;
    for (var worth : best[clause]) {
      count += worth > 0 ? 1 : 0;
    }
    return count;
  }

  /** Adds the documents in which a clause was found. */
  void addTo(BitSet documents, int clause) {
    for (var slot = 0; slot < best[clause].length; slot++) {
      if (best[clause][slot] > 0) {
        documents.set(slot);
      }
    }
  }

  void look(Way way) {
    switch (way.kind()) {
      case TERM -> raise(way, segment.find(way.word()));
      case STEM -> raiseSiblings(way);
      case PREFIX -> raisePrefix(way);
      case INFIX -> segment.vocabulary().containing(way.word(), term -> raise(way, term));
      case TOGETHER -> raiseTogether(way, true);
      case PHRASE -> raiseTogether(way, false);
      case NAME -> raiseName(way);
    }
  }

  private void raise(Way way, int term) {
    if (term < 0 || (segment.fields(term) & way.fields()) == 0) {
      return;
    }
    var postings = segment.postings(term);
    while (postings.next()) {
      raise(way, postings.slot(), postings.fields());
    }
  }

  private void raise(Way way, int slot, int found) {
    var counted = found & way.fields();
    if (counted == 0 || !live.get(slot)) {
      return;
    }
    fields[slot] |= (short) counted;
    var worth = Weights.of(counted) * way.worth() / Weights.FULL;
    for (var clause = way.from(); clause < way.to(); clause++) {
      if (worth > best[clause][slot]) {
        best[clause][slot] = worth;
      }
      exact[clause] |= way.kind() == Way.Kind.TERM && way.worth() >= Weights.EXACT;
      described[clause] |= (counted & Plan.DESCRIBED) != 0;
    }
  }

  private void raiseSiblings(Way way) {
    var itself = segment.find(way.word());
    var near = way.at(Weights.STEM);
    var far = way.at(Weights.FAR_STEM).in(way.fields() & ~Plan.NAMES);
    var stem = Stemmer.stem(way.word());
    for (var term : segment.sameStem(stem)) {
      if (term != itself) {
        var longest = Math.max(segment.term(term).length(), way.word().length());
        raise(longest - stem.length() <= Plan.NEAR_ENDING ? near : far, term);
      }
    }
  }

  private void raisePrefix(Way way) {
    var end = segment.beyond(way.word());
    for (var term = segment.atLeast(way.word()); term < end; term++) {
      raise(way, term);
    }
  }

  /** All the words in one field; in a row if {@code stems} is false. */
  private void raiseTogether(Way way, boolean stems) {
    var common = common(way.words(), way.fields(), stems);
    if (common == null) {
      return;
    }
    var terms = stems ? null : way.words().stream().mapToInt(segment::find).toArray();
    for (var slot = 0; slot < common.length; slot++) {
      if (common[slot] == 0) {
        continue;
      }
      var fields = terms == null ? common[slot] : Passages.of(segment, slot, terms, common[slot]);
      raise(way, slot, fields);
    }
  }

  /** For each document the fields that have all of the words; null if there is none. */
  private short @Nullable [] common(List<String> words, int fields, boolean stems) {
    short[] common = null;
    for (var word : words) {
      var terms = stems ? segment.sameStem(Stemmer.stem(word)) : new int[] {segment.find(word)};
      var has = new short[segment.size()];
      var any = false;
      for (var term : terms) {
        if (term < 0 || (segment.fields(term) & fields) == 0) {
          continue;
        }
        var postings = segment.postings(term);
        while (postings.next()) {
          var counted = postings.fields() & fields;
          if (common != null) {
            counted &= common[postings.slot()];
          }
          has[postings.slot()] |= (short) counted;
          any |= counted != 0;
        }
      }
      if (!any) {
        return null;
      }
      common = has;
    }
    return common;
  }

  private void raiseName(Way way) {
    var whole = way.word();
    var end = segment.beyond(whole);
    for (var term = segment.atLeast(whole); term < end; term++) {
      if ((segment.fields(term) & NAME) == 0) {
        continue;
      }
      var postings = segment.postings(term);
      while (postings.next()) {
        var slot = postings.slot();
        if ((postings.fields() & NAME) != 0 && live.get(slot)) {
          raiseName(way, slot);
        }
      }
    }
  }

  private void raiseName(Way way, int slot) {
    var name = segment.entry(slot).joinedName();
    if (!name.startsWith(way.word())) {
      return;
    }
    var isWhole = name.length() == way.word().length();
    var part = (long) (isWhole ? Weights.WHOLE_NAME : Weights.NAME_PREFIX);
    bonus.merge(slot, part * way.worth() / Weights.FULL, Math::max);
    raise(way, slot, NAME);
  }
}
