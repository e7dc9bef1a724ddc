package coop.potluck.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An operator's {@code .env} as it is, which holds what is nobody else's: it is never printed. */
final class OperatorText {

  /** What stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private final String name;
  private final byte[] bytes;

  private OperatorText(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * Reads a file, or standard input.
   *
   * @param maxBytes that it may have
   * @throws UnusableException if it cannot be read or is larger
   */
  static OperatorText read(String file, InputStream standardInput, long maxBytes) {
    if (file.equals(STANDARD_INPUT)) {
      return read("standard input", () -> standardInput, maxBytes);
    }
    var path = Path.of(file);
    if (!Files.exists(path)) {
      throw new UnusableException("there is no file " + file);
    }
    if (Files.isDirectory(path)) {
      throw new UnusableException(file + " is a folder");
    }
    return read(file, () -> Files.newInputStream(path), maxBytes);
  }

  private interface Opened {
    InputStream open() throws IOException;
  }

  private static OperatorText read(String name, Opened source, long maxBytes) {
    try (var in = source.open()) {
      var bytes = in.readNBytes(Math.toIntExact(maxBytes) + 1);
      if (bytes.length > maxBytes) {
        throw new UnusableException(name + " has more than " + maxBytes + " bytes");
      }
      return new OperatorText(name, bytes);
    } catch (IOException e) {
      throw new UnusableException(name + " cannot be read", e);
    }
  }

  /** What the person calls it. */
  String name() {
    return name;
  }

  /** Its bytes, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Where it comes from alone. */
  @Override
  public String toString() {
    return name;
  }
}
