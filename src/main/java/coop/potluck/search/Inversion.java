package coop.potluck.search;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Turns the words of each document into the documents of each word. Goes over them twice: first to
 * know how much room the postings of each word take, then to write them.
 */
final class Inversion {

  private final byte[] tokens;
  private final int[] starts;
  private final int[] codeOf;

  /** Words are codes here: frequent ones, which are small, lie close together. */
  private final int[] identity;

  private final int[] lengths;
  private final int[] documents;
  private final int[] unions;

  /**
   * @param starts of each document in {@code tokens}, and the end of the last one
   * @param codeOf of each term
   */
  Inversion(byte[] tokens, int[] starts, int[] codeOf) {
    this.tokens = tokens;
    this.starts = starts;
    this.codeOf = codeOf;
    this.identity = IntStream.range(0, codeOf.length).toArray();
    this.lengths = new int[codeOf.length];
    this.documents = new int[codeOf.length];
    this.unions = new int[codeOf.length];
  }

  /** What is told of each posting: by slot, but in no order of codes. */
  private interface Sink {
    void accept(int code, int head, int fields, boolean hasOtherFields);
  }

  Segment.Inverted inverted() {
    visit(
        (code, head, fields, hasOtherFields) -> {
          lengths[code] += VarInts.length(head) + (hasOtherFields ? VarInts.length(fields) : 0);
          documents[code]++;
          unions[code] |= fields;
        });
    var places = new int[codeOf.length + 1];
    var next = new int[codeOf.length];
    for (var term = 0; term < codeOf.length; term++) {
      next[codeOf[term]] = places[term];
      places[term + 1] = Math.addExact(places[term], lengths[codeOf[term]]);
    }
    var bytes = new byte[places[codeOf.length]];
    visit(
        (code, head, fields, hasOtherFields) -> {
          var at = VarInts.write(bytes, next[code], head);
          next[code] = hasOtherFields ? VarInts.write(bytes, at, fields) : at;
        });
    var counts = new int[codeOf.length];
    var sets = new short[codeOf.length];
    for (var term = 0; term < codeOf.length; term++) {
      counts[term] = documents[codeOf[term]];
      sets[term] = (short) unions[codeOf[term]];
    }
    return new Segment.Inverted(bytes, places, counts, sets);
  }

  private void visit(Sink sink) {
    var slots = new int[codeOf.length];
    var sets = new int[codeOf.length];
    Arrays.fill(sets, Postings.FIRST_FIELDS);
    var fieldsOf = new int[codeOf.length];
    var met = new int[16];
    var cursor = new Tokens(tokens, identity);
    for (var slot = 0; slot < starts.length - 1; slot++) {
      var count = 0;
      cursor.over(starts[slot], starts[slot + 1]);
      while (cursor.nextField()) {
        var field = cursor.field().bit();
        met = roomFor(met, count + cursor.inOrder() + cursor.besides());
        for (var code = cursor.nextTerm(); code >= 0; code = cursor.nextTerm()) {
          if (fieldsOf[code] == 0) {
            met[count++] = code;
          }
          fieldsOf[code] |= field;
        }
        for (var code = cursor.nextBeside(); code >= 0; code = cursor.nextBeside()) {
          if (fieldsOf[code] == 0) {
            met[count++] = code;
          }
          fieldsOf[code] |= field;
        }
      }
      for (var i = 0; i < count; i++) {
        var code = met[i];
        var fields = fieldsOf[code];
        var hasOtherFields = fields != sets[code];
        sink.accept(
            code, Postings.head(slot - slots[code], hasOtherFields), fields, hasOtherFields);
        slots[code] = slot;
        sets[code] = fields;
        fieldsOf[code] = 0;
      }
    }
  }

  private static int[] roomFor(int[] codes, int count) {
    return codes.length >= count ? codes : Arrays.copyOf(codes, 2 * count);
  }
}
