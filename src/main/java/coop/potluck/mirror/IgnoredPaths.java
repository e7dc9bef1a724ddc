package coop.potluck.mirror;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** What git leaves out of a work tree: what {@code .gitignore} names, unless it is tracked. */
final class IgnoredPaths {

  private static final long MAX_FILE_BYTES = 256 << 10;
  private static final long MAX_INDEX_BYTES = 64 << 20;
  private static final String EXCLUDE = "info/exclude";

  private final Path root;
  private final @Nullable DirCache index;

  /** By the folder that they are for, with a slash at its end; the root's name is empty. */
  private final Map<String, IgnoreNode> rules = new LinkedHashMap<>();

  private final IgnoreNode everywhere;

  private IgnoredPaths(Path root, @Nullable DirCache index, IgnoreNode everywhere) {
    this.root = root;
    this.index = index;
    this.everywhere = everywhere;
  }

  /** Of a folder that is in no repository: what its own {@code .gitignore} names. */
  static IgnoredPaths none(Path root) {
    return new IgnoredPaths(root, null, new IgnoreNode());
  }

  static IgnoredPaths of(Path root, Repository repository) throws IOException {
    var file = repository.getIndexFile().toPath();
    var index =
        Files.exists(file) && Files.size(file) <= MAX_INDEX_BYTES
            ? repository.readDirCache()
            : null;
    var exclude = rules(repository.getCommonDirectory().toPath().resolve(EXCLUDE));
    return new IgnoredPaths(root, index, exclude == null ? new IgnoreNode() : exclude);
  }

  /** What git has checked out or is about to commit; absent where that is not known. */
  @Nullable DirCache index() {
    return index;
  }

  /** Learns the rules of a folder, after those of the folders that it lies in. */
  void enter(String folder) throws IOException {
    var found = rules(root.resolve(folder).resolve(Constants.DOT_GIT_IGNORE));
    if (found != null) {
      rules.put(folder, found);
    }
  }

  private static @Nullable IgnoreNode rules(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) > MAX_FILE_BYTES) {
      return null;
    }
    var node = new IgnoreNode();
    var options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (var in = Channels.newInputStream(Files.newByteChannel(file, options))) {
      node.parse(in);
    }
    return node;
  }

  /** Whether git would leave a path out; the folders that it lies in are not. */
  boolean contains(String path, boolean isFolder) {
    return isNamed(path, isFolder) && !isTracked(path, isFolder);
  }

  /** The rules that are nearest decide. */
  private boolean isNamed(String path, boolean isFolder) {
    for (var end = path.lastIndexOf('/'); ; end = path.lastIndexOf('/', end - 1)) {
      var node = rules.get(path.substring(0, end + 1));
      var said = node == null ? null : node.checkIgnored(path.substring(end + 1), isFolder);
      if (said != null) {
        return said;
      }
      if (end < 0) {
        return Boolean.TRUE.equals(everywhere.checkIgnored(path, isFolder));
      }
    }
  }

  private boolean isTracked(String path, boolean isFolder) {
    if (index == null) {
      return false;
    }
    return isFolder ? index.getEntriesWithin(path).length > 0 : index.findEntry(path) >= 0;
  }
}
