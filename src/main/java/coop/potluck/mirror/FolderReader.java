package coop.potluck.mirror;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFile.Kind;
import coop.potluck.recipe.RecipeFiles;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;

/**
 * One pass over a folder on the disk, what lies at its root first. Links are listed and never
 * followed; pipes, sockets and devices are left out, as git leaves them.
 */
final class FolderReader {

  private final Path root;
  private final IgnoredPaths ignored;
  private final LineEnds lineEnds;
  private final MirrorSettings settings;
  private final List<RecipeFile> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final ReadBudget budget;
  private final ArrayDeque<Folder> left = new ArrayDeque<>();

  /**
   * A folder to read.
   *
   * @param path within the root, with a slash at its end; empty for the root itself
   * @param depth how many folders it lies in
   */
  private record Folder(Path place, String path, int depth) {}

  FolderReader(Path root, IgnoredPaths ignored, MirrorSettings settings, Predicate<String> wanted) {
    this.root = root;
    this.ignored = ignored;
    this.lineEnds = new LineEnds(ignored.index());
    this.settings = settings;
    this.budget = new ReadBudget(settings, wanted, problems);
  }

  RecipeFiles all() throws IOException {
    left.add(new Folder(root, "", -1));
    for (var folder = left.poll(); folder != null; folder = left.poll()) {
      if (!read(folder)) {
        break;
      }
    }
    return new RecipeFiles(files, problems);
  }

  /** Reads what lies in a folder; false where there is too much of it. */
  private boolean read(Folder folder) throws IOException {
    ignored.enter(folder.path());
    for (var place : children(folder.place())) {
      var path = folder.path() + place.getFileName();
      var attributes =
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (path.endsWith("/" + Constants.DOT_GIT)
          || path.equals(Constants.DOT_GIT)
          || ignored.contains(path, attributes.isDirectory())) {
        continue;
      }
      if (!budget.takeEntry(path)) {
        return false;
      }
      if (attributes.isSymbolicLink()) {
        files.add(new RecipeFile(path, Kind.SYMLINK, attributes.size(), null));
      } else if (attributes.isDirectory()) {
        enter(place, path, folder.depth() + 1);
      } else if (attributes.isRegularFile()) {
        files.add(file(place, path, attributes.size()));
      }
    }
    return true;
  }

  private void enter(Path place, String path, int depth) {
    if (Files.exists(place.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
      files.add(new RecipeFile(path, Kind.SUBMODULE, 0, null));
    } else if (budget.isEntered(path, depth)) {
      left.add(new Folder(place, path + "/", depth));
    }
  }

  /** No more than may be read at all, so that a folder of millions costs no memory. */
  private List<Path> children(Path folder) throws IOException {
    var children = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(folder)) {
      for (var child : all) {
        children.add(child);
        if (children.size() > settings.maxTreeEntries()) {
          break;
        }
      }
    }
    children.sort(Comparator.comparing(child -> child.getFileName().toString()));
    return children;
  }

  private RecipeFile file(Path place, String path, long size) throws IOException {
    var kind = Files.isExecutable(place) ? Kind.EXECUTABLE : Kind.FILE;
    if (!budget.takeBytes(path, size)) {
      return new RecipeFile(path, kind, size, null);
    }
    var options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (var in = Channels.newInputStream(Files.newByteChannel(place, options))) {
      // it may grow while it is read
      var bytes = lineEnds.asCommitted(path, in.readNBytes(Math.toIntExact(size)));
      return new RecipeFile(path, kind, bytes.length, bytes);
    }
  }
}
