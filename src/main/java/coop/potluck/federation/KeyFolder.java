package coop.potluck.federation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of this node's signing keys: {@code log.key} and {@code witness.key}, one line each,
 * which only the node's user may read; and {@code log.signed}, the newest checkpoint that was
 * signed.
 */
public final class KeyFolder {

  private static final String LOG_KEY = "log.key";
  private static final String WITNESS_KEY = "witness.key";

  /** A key that will sign once the log says so. */
  private static final String NEXT_LOG_KEY = "log.key.next";

  private static final String SIGNED = "log.signed";
  private static final int MAX_BYTES = 1_024;
  private static final Set<PosixFilePermission> SECRET =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path folder;

  public KeyFolder(Path folder) {
    this.folder = folder;
  }

  /** Where it is, whether it exists or not. */
  public Path path() {
    return folder;
  }

  /** The file of the newest checkpoint that was signed. */
  public Path signed() {
    return folder.resolve(SIGNED);
  }

  /** The key that signs the log; empty for a node without one. */
  public Optional<SigningKey> log() throws IOException, MalformedException {
    return read(LOG_KEY, SignatureType.NOTE);
  }

  /** The key that {@link #stage} put there and {@link #promote} has not taken yet. */
  public Optional<SigningKey> nextLog() throws IOException, MalformedException {
    return read(NEXT_LOG_KEY, SignatureType.NOTE);
  }

  /** The key that cosigns others' checkpoints; empty for a node that is no witness. */
  public Optional<SigningKey> witness() throws IOException, MalformedException {
    return read(WITNESS_KEY, SignatureType.COSIGNATURE);
  }

  /**
   * Writes the keys of a new node.
   *
   * @throws FileAlreadyExistsException if there is a key already; nothing was changed
   */
  public void create(SigningKey log, SigningKey witness) throws IOException {
    Files.createDirectories(folder);
    for (var name : new String[] {LOG_KEY, NEXT_LOG_KEY, WITNESS_KEY, SIGNED}) {
      if (Files.exists(folder.resolve(name))) {
        throw new FileAlreadyExistsException(folder.resolve(name).toString());
      }
    }
    write(WITNESS_KEY, witness);
    write(LOG_KEY, log);
    force();
  }

  /** Puts a successor of the log's key beside it, which must not be there yet. */
  public void stage(SigningKey next) throws IOException {
    write(NEXT_LOG_KEY, next);
    force();
  }

  /** Puts the successor in the place of the log's key, for good. */
  public void promote() throws IOException {
    Files.move(
        folder.resolve(NEXT_LOG_KEY),
        folder.resolve(LOG_KEY),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    force();
  }

  private Optional<SigningKey> read(String name, SignatureType type)
      throws IOException, MalformedException {
    var file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (isPosix()) {
      var permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        throw new IOException(
            file + " may be read by others; chmod 600 it, and consider whether somebody has");
      }
    }
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
      var key = SigningKey.parse(text);
      if (key.verifierKey().type() != type) {
        throw new MalformedException(name, "a key of the other kind; the files are swapped");
      }
      return Optional.of(key);
    }
  }

  private void write(String name, SigningKey key) throws IOException {
    var attributes =
        isPosix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(SECRET)}
            : new FileAttribute<?>[0];
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(folder.resolve(name), options, attributes)) {
      var bytes = ByteBuffer.wrap((key.secretText() + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Makes names durable; where a folder cannot be opened, the system does so itself. */
  private void force() throws IOException {
    if (isPosix()) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
