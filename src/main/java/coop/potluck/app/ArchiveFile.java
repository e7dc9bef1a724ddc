package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.federation.Hash;
import coop.potluck.federation.TilePath;
import coop.potluck.peer.LogSource;
import coop.potluck.peer.MissingPartException;
import coop.potluck.recipe.RecipeName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A log in one file, as {@code potluck export} writes it: a place to follow it from like any other.
 * What stands in it is a stranger's.
 */
final class ArchiveFile implements LogSource, AutoCloseable {

  /** What the archive is of. */
  static final String DESCRIPTION = "archive.json";

  static final String CHECKPOINT = "log/checkpoint";
  static final String LOG = "log/";
  static final String OBJECTS = "objects/";
  static final String GIT = "git/";
  static final int VERSION = 1;

  private static final int MAX_FILES = 4_000_000;
  private static final int MAX_SMALL = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Place> places = new HashMap<>();

  private record Place(long at, long size) {}

  private ArchiveFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens an archive.
   *
   * @throws UnusableException if it is none
   */
  static ArchiveFile open(Path file) {
    try {
      var archive = new ArchiveFile(file, FileChannel.open(file));
      try {
        archive.index();
        return archive;
      } catch (IOException e) {
        archive.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UnusableException(file + " cannot be read as an archive: " + e.getMessage(), e);
    }
  }

  private void index() throws IOException {
    for (var at = 0L; ; ) {
      var header = bytes(new Place(at, TarWriter.BLOCK));
      var name = text(header, 0, TarWriter.NAME);
      if (name.isEmpty()) {
        break;
      }
      var size = octal(text(header, TarWriter.SIZE_AT, TarWriter.SIZE_LENGTH));
      var sum = octal(text(header, TarWriter.CHECKSUM_AT, TarWriter.CHECKSUM_LENGTH).strip());
      if (sum != TarWriter.checksum(header) || header[TarWriter.TYPE_AT] != '0') {
        throw new IOException("it is not one that potluck export wrote");
      }
      var place = new Place(at + TarWriter.BLOCK, size);
      if (place.at() + size > channel.size()) {
        throw new EOFException("it ends early");
      }
      if (places.put(name, place) != null || places.size() > MAX_FILES) {
        throw new IOException("too many files, or one twice");
      }
      at = place.at() + (size + TarWriter.BLOCK - 1) / TarWriter.BLOCK * TarWriter.BLOCK;
    }
    if (!places.containsKey(DESCRIPTION) || !places.containsKey(CHECKPOINT)) {
      throw new IOException("it holds no log");
    }
  }

  private static String text(byte[] header, int from, int length) {
    var end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.US_ASCII);
  }

  private static long octal(String text) throws IOException {
    if (!text.matches("[0-7]{1,11}")) {
      throw new IOException("it is not one that potluck export wrote");
    }
    return Long.parseLong(text, 8);
  }

  /** What a recipe's bundle is called: by a hash, since names may be longer than tar's. */
  static String gitName(String coop, RecipeName recipe) {
    var id = (coop + "/" + recipe).getBytes(StandardCharsets.UTF_8);
    return Hash.sha256(id).hex() + ".bundle";
  }

  /** What the archive says of itself, which nobody signed. */
  JsonNode description() throws IOException {
    return NodeReads.JSON.readTree(get(DESCRIPTION, MAX_SMALL));
  }

  /** Which co-ops' objects are in it, by their DNS names. */
  Predicate<String> coops() throws IOException {
    var only = new HashSet<String>();
    description().path("coops").forEach(coop -> only.add(coop.asText()));
    return coop -> only.isEmpty() || only.contains(coop);
  }

  /** Whether a bundle of that name is in it. */
  boolean hasGit(String name) {
    return places.containsKey(GIT + name);
  }

  /** A git bundle. */
  InputStream git(String name) throws IOException {
    var place = place(GIT + name);
    channel.position(place.at());
    return new Part(Channels.newInputStream(channel), place.size());
  }

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public byte[] checkpoint() throws IOException {
    return get(CHECKPOINT, MAX_SMALL);
  }

  @Override
  public byte[] tile(TilePath path) throws IOException {
    return get(LOG + path.path(), 4 * MAX_SMALL);
  }

  @Override
  public InputStream archive(long bundle, long maxBytes) throws IOException {
    throw new MissingPartException(name() + " holds objects one by one");
  }

  @Override
  public byte[] object(Hash sha256, long maxBytes) throws IOException {
    return get(OBJECTS + sha256.hex(), maxBytes);
  }

  private byte[] get(String name, long maxBytes) throws IOException {
    var place = place(name);
    if (place.size() > maxBytes) {
      throw new IOException(name + " in " + name() + " is larger than " + maxBytes + " bytes");
    }
    return bytes(place);
  }

  private Place place(String name) throws IOException {
    var place = places.get(name);
    if (place == null) {
      throw new MissingPartException("there is no " + name + " in " + name());
    }
    return place;
  }

  private byte[] bytes(Place place) throws IOException {
    var buffer = ByteBuffer.allocate(Math.toIntExact(place.size()));
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, place.at() + buffer.position()) < 0) {
        throw new EOFException("it ends early");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The bytes of one file in the archive; the archive stays open. */
  private static final class Part extends InputStream {
    private final InputStream in;
    private long left;

    Part(InputStream in, long size) {
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      var read = in.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
