package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The refs of a repository of somebody else's making, read from its files with bounds on each.
 *
 * @param head the full name of the branch that {@code HEAD} stands for
 */
record LocalRefs(@Nullable String head, Map<String, ObjectId> byName) {

  private static final String SYMBOLIC = "ref: ";
  private static final int LONGEST_REF = 4096;

  static LocalRefs read(Path git, MirrorSettings settings) throws IOException {
    var packed = git.resolve("packed-refs");
    if (Files.exists(packed, LinkOption.NOFOLLOW_LINKS)) {
      checkFile(packed, settings.maxAdvertisementBytes());
    }
    try {
      var refs = RefsFile.readPacked(packed);
      for (var kind : new String[] {"heads", "tags"}) {
        var folder = git.resolve("refs").resolve(kind);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          Files.walkFileTree(folder, new Loose(git, refs, settings.maxRefs()));
        }
      }
      var head = text(git.resolve(Constants.HEAD));
      if (head.startsWith(SYMBOLIC)) {
        return new LocalRefs(head.substring(SYMBOLIC.length()).strip(), refs);
      }
      refs.put(Constants.HEAD, ObjectId.fromString(head));
      return new LocalRefs(null, refs);
    } catch (IllegalArgumentException e) {
      throw new MirrorFailure(Kind.CORRUPT, "a ref is no SHA-1: " + e.getMessage());
    }
  }

  /** Refuses a folder of objects that is larger than allowed, or leads out of itself. */
  static void checkSize(Path objects, long most, Watch watch) throws IOException {
    Files.walkFileTree(
        objects,
        new SimpleFileVisitor<>() {
          private long bytes;

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            watch.check();
            bytes += attributes.size();
            if (!attributes.isRegularFile()) {
              throw new MirrorFailure(Kind.REFUSED, "among its objects is what is no plain file");
            }
            if (bytes > most) {
              throw new MirrorFailure(
                  Kind.TOO_LARGE, "its objects are larger than " + most + " bytes");
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void checkFile(Path file, long most) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new MirrorFailure(Kind.REFUSED, file.getFileName() + " is no plain file");
    }
    if (Files.size(file) > most) {
      throw new MirrorFailure(
          Kind.LIMIT, file.getFileName() + " is larger than " + most + " bytes");
    }
  }

  private static String text(Path file) throws IOException {
    checkFile(file, LONGEST_REF);
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
  }

  private static final class Loose extends SimpleFileVisitor<Path> {
    private final Path git;
    private final Map<String, ObjectId> into;
    private final int most;

    Loose(Path git, Map<String, ObjectId> into, int most) {
      this.git = git;
      this.into = into;
      this.most = most;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (into.size() > most) {
        throw new MirrorFailure(Kind.LIMIT, "more than " + most + " refs");
      }
      var text = file.toString().endsWith(".lock") ? "" : text(file);
      if (!text.isEmpty() && !text.startsWith(SYMBOLIC)) {
        into.put(git.relativize(file).toString().replace('\\', '/'), ObjectId.fromString(text));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
