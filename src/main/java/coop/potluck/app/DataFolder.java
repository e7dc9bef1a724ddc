package coop.potluck.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where a node keeps everything: {@code potluck.db}, the bare {@code mirrors}, the repositories
 * made of seeds, and the catalogue as a git repository. One process at a time may change it.
 */
final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FileChannel channel;

  @SuppressWarnings("unused") // Held until the channel is closed.
  private final FileLock lock;

  private DataFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder if it is not there, and keeps every other process out.
   *
   * @throws UnusableException if another process holds it, or it cannot be written
   */
  static DataFolder lock(Path folder) {
    try {
      make(folder);
      var channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new UnusableException(
            "the data folder " + folder + " is in use by another potluck process");
      }
      return new DataFolder(folder, channel, lock);
    } catch (IOException e) {
      throw new UnusableException("the data folder " + folder + " cannot be written", e);
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new UnusableException("the data folder " + folder + " is no folder", e);
    } catch (IOException e) {
      throw new UnusableException("the data folder " + folder + " cannot be made", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  static Path database(Path folder) {
    return folder.resolve("potluck.db");
  }

  /** Where evidence against other logs is kept. */
  static Path evidence(Path folder) {
    return folder.resolve("evidence");
  }

  static Path mirrors(Path folder) {
    return folder.resolve("mirrors");
  }

  Path database() {
    return database(folder);
  }

  Path mirrors() {
    return mirrors(folder);
  }

  Path evidence() {
    return evidence(folder);
  }

  /**
   * What tells this folder from a copy of it: which file its lock is, on this machine.
   *
   * @throws IOException if the lock cannot be looked at
   */
  String identity() throws IOException {
    var key = Files.readAttributes(folder.resolve("lock"), BasicFileAttributes.class).fileKey();
    return key == null ? folder.toRealPath().toString() : key.toString();
  }

  Path seeds() {
    return folder.resolve("seeds");
  }

  Path catalogueRepository() {
    return folder.resolve("catalogue.git");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UnusableException("the lock of " + folder + " cannot be released: " + e, e);
    }
  }
}
