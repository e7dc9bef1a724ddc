package coop.potluck.search;

/** Reads the numbers that {@link VarInts} wrote. For one thread. */
abstract sealed class PackedCursor permits Postings, Tokens {

  private final byte[] bytes;
  private int at;
  private int end;

  PackedCursor(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Goes to the numbers between two places. */
  final void span(int from, int to) {
    at = from;
    end = to;
  }

  final boolean hasNumbers() {
    return at < end;
  }

  final int number() {
    int value = bytes[at++];
    if (value >= 0) {
      return value;
    }
    value &= 0x7f;
    for (var shift = 7; ; shift += 7) {
      var part = bytes[at++];
      value |= (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  final void skipNumbers(int count) {
    for (var left = count; left > 0; ) {
      if (bytes[at++] >= 0) {
        left--;
      }
    }
  }
}
