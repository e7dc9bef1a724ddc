package coop.potluck.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes files one after the other in POSIX's ustar form, which {@code tar} reads. Nothing in it
 * tells when, where or by whom: the same files make the same bytes.
 */
final class TarWriter implements AutoCloseable {

  static final int BLOCK = 512;
  static final int NAME = 100;
  static final int SIZE_AT = 124;
  static final int SIZE_LENGTH = 12;
  static final int CHECKSUM_AT = 148;
  static final int CHECKSUM_LENGTH = 8;
  static final int TYPE_AT = 156;
  static final int MAGIC_AT = 257;
  static final String MAGIC = "ustar\0" + "00";

  private final OutputStream out;
  private String last = "";

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /** Adds a file, whose name comes after those before it. */
  void add(String name, byte[] bytes) throws IOException {
    header(name, bytes.length);
    out.write(bytes);
    pad(bytes.length);
  }

  /** Adds a file that is not held in memory. */
  void add(String name, InputStream in, long size) throws IOException {
    header(name, size);
    if (in.transferTo(out) != size) {
      throw new IOException(name + " changed while it was read");
    }
    pad(size);
  }

  private void header(String name, long size) throws IOException {
    if (name.length() > NAME || name.compareTo(last) <= 0) {
      throw new IllegalArgumentException(name + " does not come after " + last);
    }
    last = name;
    var header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, SIZE_AT, octal(size, SIZE_LENGTH - 1) + "\0");
    put(header, 136, "00000000000\0");
    put(header, CHECKSUM_AT, "        ");
    header[TYPE_AT] = '0';
    put(header, MAGIC_AT, MAGIC);
    put(header, CHECKSUM_AT, octal(checksum(header), 6) + "\0 ");
    out.write(header);
  }

  /** The sum of a header's bytes, its own field counted as spaces. */
  static int checksum(byte[] header) {
    var sum = 0;
    for (var i = 0; i < BLOCK; i++) {
      var isOwn = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
      sum += isOwn ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  private static String octal(long value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "o", value);
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private void pad(long size) throws IOException {
    var over = (int) (size % BLOCK);
    if (over > 0) {
      out.write(new byte[BLOCK - over]);
    }
  }

  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
