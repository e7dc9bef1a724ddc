package coop.potluck.recipe;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a commit's tree, with its bytes where they were read.
 *
 * <p>Bytes are absent for what is no regular file (a symbolic link, a submodule), for a file over
 * the limit on its size, and for one that another node read, of which the hash alone is known.
 */
public final class RecipeFile {

  /** What git's mode says an entry is. */
  public enum Kind {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE
  }

  private static final Set<String> BINARY =
      Set.of(
          "7z", "avif", "bin", "bmp", "bz2", "class", "dll", "eot", "exe", "gif", "gz", "ico",
          "jar", "jpeg", "jpg", "mp3", "mp4", "o", "ogg", "otf", "pdf", "png", "so", "sqlite",
          "tar", "tgz", "ttf", "wasm", "webm", "webp", "woff", "woff2", "xz", "zip", "zst");

  private final String path;
  private final Kind kind;
  private final long size;
  private final byte @Nullable [] bytes;
  private volatile @Nullable String sha256;

  /**
   * An entry of a tree.
   *
   * @param path relative to the root of the tree, with slashes
   * @param size in bytes, as the object database tells it; 0 for a submodule
   * @param bytes not copied, not to be changed afterwards
   */
  public RecipeFile(String path, Kind kind, long size, byte @Nullable [] bytes) {
    this.path = path;
    this.kind = kind;
    this.size = size;
    this.bytes = bytes;
  }

  /**
   * An entry that somebody else read.
   *
   * @param size in bytes
   * @param sha256 of the bytes in lower-case hexadecimal; null where they were not read
   */
  public static RecipeFile readElsewhere(
      String path, Kind kind, long size, @Nullable String sha256) {
    var file = new RecipeFile(path, kind, size, null);
    file.sha256 = sha256;
    return file;
  }

  /** Whether a file of this name is worth reading; what is no text is listed only. */
  public static boolean mayBeText(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    return !BINARY.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  public String path() {
    return path;
  }

  public Kind kind() {
    return kind;
  }

  public long size() {
    return size;
  }

  /** Whether it is a regular file. */
  public boolean isRegular() {
    return kind == Kind.FILE || kind == Kind.EXECUTABLE;
  }

  /** The file's bytes, not to be changed; null where they were not read. */
  public byte @Nullable [] bytes() {
    return bytes;
  }

  /** The SHA-256 of the bytes in lower-case hexadecimal; null where nobody read them. */
  public @Nullable String sha256() {
    var known = sha256;
    if (known == null && bytes != null) {
      known = sha256(bytes);
      sha256 = known;
    }
    return known;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
