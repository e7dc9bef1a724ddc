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
  private int[] hashes = new int[64];
  private int size;

  /** At the place that a hash says, or one of those behind it, a code and 1; 0 where it is free. */
  private int[] places = new int[128];

  int size() {
    return size;
  }

  int code(String word) {
    var length = Terms.encode(word, scratch);
    var hash = hash(length);
    var mask = places.length - 1;
    for (var place = hash & mask; ; place = (place + 1) & mask) {
      var code = places[place] - 1;
      if (code < 0) {
        places[place] = size + 1;
        return add(length, hash);
      }
      if (hashes[code] == hash && isScratch(code, length)) {
        return code;
      }
    }
  }

  private int hash(int length) {
    var hash = factor;
    for (var i = 0; i < length; i++) {
      hash = (hash ^ scratch[i]) * factor;
    }
    return (int) ((hash ^ (hash >>> 29)) >>> 16);
  }

  private boolean isScratch(int code, int length) {
    return Arrays.equals(bytes, starts[code], starts[code + 1], scratch, 0, length);
  }

  private int add(int length, int hash) {
    var code = size++;
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
    }
    var start = starts[code];
    if (bytes.length - start < length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, bytes.length / 2));
    }
    System.arraycopy(scratch, 0, bytes, start, length);
    starts[size] = start + length;
    hashes[code] = hash;
    if (2 * size > places.length) {
      spread(new int[2 * places.length]);
    }
    return code;
  }

  private void spread(int[] wider) {
    var mask = wider.length - 1;
    for (var code = 0; code < size; code++) {
      var place = hashes[code] & mask;
      while (wider[place] != 0) {
        place = (place + 1) & mask;
      }
      wider[place] = code + 1;
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
