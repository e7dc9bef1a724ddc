package coop.potluck.search;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Gives each word a code, from 0 in the order in which they are first met. */
final class TermCodes {

  private final byte[] scratch = new byte[Terms.MAX_BYTES];

  /** Drawn anew each time, so that nobody can choose words that fall on one place. */
  private final long factor = ThreadLocalRandom.current().nextLong() | 1;

  private byte[] bytes = new byte[1024];
  private int[] starts = new int[64];
  private int size;

  /**
   * At the place that a hash says, or one of those behind it, that hash above a code and 1; 0 where
   * it is free.
   */
  private long[] places = new long[128];

  int size() {
    return size;
  }

  int code(String word) {
    var length = Terms.encode(word, scratch);
    var hash = hash(length);
    var mask = places.length - 1;
    for (var place = hash & mask; ; place = (place + 1) & mask) {
      var taken = places[place];
      if (taken == 0) {
        places[place] = (long) hash << 32 | (size + 1);
        return add(length);
      }
      var code = (int) taken - 1;
      if ((int) (taken >>> 32) == hash && isScratch(code, length)) {
        return code;
      }
    }
  }

  private int hash(int length) {
    var hash = factor;
    for (var i = 0; i < length; i++) {
      hash = (hash ^ scratch[i]) * factor;
    }
    return (int) (((hash ^ (hash >>> 32)) * factor) >>> 32);
  }

  private boolean isScratch(int code, int length) {
    return Arrays.equals(bytes, starts[code], starts[code + 1], scratch, 0, length);
  }

  private int add(int length) {
    var code = size++;
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    var start = starts[code];
    if (bytes.length - start < length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, bytes.length / 2));
    }
    System.arraycopy(scratch, 0, bytes, start, length);
    starts[size] = start + length;
    if (2 * size > places.length) {
      spread(new long[2 * places.length]);
    }
    return code;
  }

  private void spread(long[] wider) {
    var mask = wider.length - 1;
    for (var taken : places) {
      if (taken != 0) {
        var place = (int) (taken >>> 32) & mask;
        while (wider[place] != 0) {
          place = (place + 1) & mask;
        }
        wider[place] = taken;
      }
    }
    places = wider;
  }

  /** The codes in the order of their words. */
  int[] inOrder() {
    return IntStream.range(0, size)
        .boxed()
        .sorted(
            (one, other) ->
                Arrays.compareUnsigned(
                    bytes, starts[one], starts[one + 1], bytes, starts[other], starts[other + 1]))
        .mapToInt(code -> code)
        .toArray();
  }

  /** The words, in an order that {@link #inOrder} gave. */
  Terms terms(int[] inOrder) {
    var sorted = new byte[starts[size]];
    var ends = new int[size + 1];
    for (var term = 0; term < size; term++) {
      var start = starts[inOrder[term]];
      var length = starts[inOrder[term] + 1] - start;
      System.arraycopy(bytes, start, sorted, ends[term], length);
      ends[term + 1] = ends[term] + length;
    }
    return new Terms(sorted, ends);
  }

  /** The place of each of {@code inOrder}: of each code, its term. */
  static int[] inverse(int[] inOrder) {
    var places = new int[inOrder.length];
    for (var place = 0; place < inOrder.length; place++) {
      places[inOrder[place]] = place;
    }
    return places;
  }
}
