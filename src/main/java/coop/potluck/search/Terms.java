package coop.potluck.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Words in the order of their UTF-8 bytes, which is that of their code points; each once. */
final class Terms {

  /** The longest word; of a longer one, what is beyond is neither stored nor sought. */
  static final int MAX_CHARS = 100;

  /** The most bytes that {@link #encode} writes. */
  static final int MAX_BYTES = 3 * MAX_CHARS;

  private final byte[] bytes;
  private final int[] starts;

  /**
   * @param starts of each word in {@code bytes}, and the end of the last one
   */
  Terms(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  int size() {
    return starts.length - 1;
  }

  String text(int term) {
    return new String(bytes, starts[term], starts[term + 1] - starts[term], StandardCharsets.UTF_8);
  }

  /** The place of a word; -1 if it is none of them. */
  int find(String word) {
    var sought = utf8(word);
    var place = place(sought, false);
    return place < size() && compare(place, sought, false) == 0 ? place : -1;
  }

  /** The place of the first word that is not before {@code word}; {@link #size()} if none is. */
  int atLeast(String word) {
    return place(utf8(word), false);
  }

  /** The place of the first word that is after all those that begin with {@code prefix}. */
  int beyond(String prefix) {
    return place(utf8(prefix), true);
  }

  private int place(byte[] sought, boolean afterItsWords) {
    var low = 0;
    var high = size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      var order = compare(middle, sought, afterItsWords);
      if (order < 0 || (afterItsWords && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int term, byte[] sought, boolean asPrefix) {
    var from = starts[term];
    var to = asPrefix ? Math.min(starts[term + 1], from + sought.length) : starts[term + 1];
    return Arrays.compareUnsigned(bytes, from, to, sought, 0, sought.length);
  }

  /** As {@link java.util.Comparator} does. */
  int compare(int term, Terms other, int otherTerm) {
    return Arrays.compareUnsigned(
        bytes,
        starts[term],
        starts[term + 1],
        other.bytes,
        other.starts[otherTerm],
        other.starts[otherTerm + 1]);
  }

  int length(int term) {
    return starts[term + 1] - starts[term];
  }

  /** Writes the bytes of a word, and returns where the next one goes. */
  int copy(int term, byte[] to, int at) {
    System.arraycopy(bytes, starts[term], to, at, length(term));
    return at + length(term);
  }

  private static byte[] utf8(String word) {
    var scratch = new byte[MAX_BYTES];
    return Arrays.copyOf(scratch, encode(word, scratch));
  }

  /** Writes a word as UTF-8, as much of it as is stored, and returns how many bytes that are. */
  static int encode(String word, byte[] to) {
    var chars = Math.min(word.length(), MAX_CHARS);
    for (var i = 0; i < chars; i++) {
      var unit = word.charAt(i);
      if (unit >= 0x80) {
        var end = Character.isHighSurrogate(word.charAt(chars - 1)) ? chars - 1 : chars;
        var rest = word.substring(i, Math.max(i, end)).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(rest, 0, to, i, rest.length);
        return i + rest.length;
      }
      to[i] = (byte) unit;
    }
    return chars;
  }
}
