package coop.potluck.search;

import java.util.Arrays;

/** Numbers from 0 one after another, seven bits to a byte, so that small ones take one byte. */
final class VarInts {

  private static final int LONGEST = 5;

  private byte[] bytes = new byte[64];
  private int size;

  void add(int value) {
    if (bytes.length - size < LONGEST) {
      bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, bytes.length / 2));
    }
    size = write(bytes, size, value);
  }

  /** How many bytes they take so far. */
  int size() {
    return size;
  }

  /** Those so far. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Writes a number, and returns where the next one goes. */
  static int write(byte[] bytes, int at, int value) {
    var next = at;
    var rest = value;
    while ((rest & ~0x7f) != 0) {
      bytes[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[next++] = (byte) rest;
    return next;
  }

  /** How many bytes a number takes. */
  static int length(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }
}
