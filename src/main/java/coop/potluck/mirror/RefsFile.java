package coop.potluck.mirror;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A mirror's refs on the disk: one {@code packed-refs} and one {@code HEAD}.
 *
 * <p>A ref is never a file of its own, so its name is never a path, and all refs of a fetch change
 * in one rename.
 */
final class RefsFile {

  private static final String HEADER = "# pack-refs with: peeled fully-peeled sorted \n";
  private static final String SYMBOLIC = "ref: ";

  /** Stands in HEAD where there is no default branch, for git wants some name there. */
  private static final String NOWHERE = Refs.HEADS + ".invalid";

  private final Path folder;
  private final Checkpoints checkpoints;

  RefsFile(Path folder, Checkpoints checkpoints) {
    this.folder = folder;
    this.checkpoints = checkpoints;
  }

  Refs read() throws IOException {
    var text = Files.readString(folder.resolve("HEAD")).strip();
    var head = text.startsWith(SYMBOLIC) ? text.substring(SYMBOLIC.length()) : NOWHERE;
    return new Refs(head.equals(NOWHERE) ? null : head, readPacked(folder.resolve("packed-refs")));
  }

  /** The refs in a {@code packed-refs} file of any maker; empty where there is none. */
  static SortedMap<String, ObjectId> readPacked(Path file) throws IOException {
    var refs = new TreeMap<String, ObjectId>();
    // unlike Files.newBufferedReader, replaces what is no UTF-8
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() > 41 && line.charAt(0) != '#' && line.charAt(0) != '^') {
          refs.put(line.substring(41), ObjectId.fromString(line.substring(0, 40)));
        }
      }
    } catch (NoSuchFileException e) {
      return refs;
    }
    return refs;
  }

  /** Replaces all refs, then the default branch. */
  void write(Repository repository, Refs refs) throws IOException {
    var text = new StringBuilder(HEADER);
    try (var walk = new RevWalk(repository)) {
      for (Map.Entry<String, ObjectId> ref : refs.byName().entrySet()) {
        text.append(ref.getValue().name()).append(' ').append(ref.getKey()).append('\n');
        var object = walk.parseAny(ref.getValue());
        if (object instanceof RevTag) {
          text.append('^').append(walk.peel(object).name()).append('\n');
        }
      }
    }
    replace("packed-refs", text.toString());
    checkpoints.reached("mirror.refs");
    replace("HEAD", SYMBOLIC + (refs.head() == null ? NOWHERE : refs.head()) + "\n");
    checkpoints.reached("mirror.head");
  }

  private void replace(String name, String text) throws IOException {
    var temporary = folder.resolve(name + ".new");
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
