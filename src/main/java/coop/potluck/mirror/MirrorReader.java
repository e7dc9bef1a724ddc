package coop.potluck.mirror;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFile.Kind;
import coop.potluck.recipe.RecipeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads commits of one mirror; for one thread, until it is closed. */
public final class MirrorReader implements AutoCloseable {

  private final Repository repository;
  private final ObjectReader objects;
  private final MirrorSettings settings;

  /** What stood at a path of the tree that was read last: most files outlive a release. */
  private final Map<String, Seen> lastAt = new HashMap<>();

  private record Seen(ObjectId id, RecipeFile file) {}

  /** Reads a repository, which is closed with the reader. */
  MirrorReader(Repository repository, MirrorSettings settings) {
    this.repository = repository;
    this.objects = repository.newObjectReader();
    this.settings = settings;
  }

  /**
   * The files of one commit; what limits left out is among its problems. A file that is the same as
   * in the commit before is the same object.
   *
   * @param wanted the paths of files whose bytes are needed; others are listed without
   */
  public RecipeFiles files(ObjectName commit, Predicate<String> wanted) throws MirrorException {
    try (var walk = new RevWalk(objects);
        var tree = new TreeWalk(objects)) {
      var parsed = walk.parseCommit(ObjectId.fromString(commit.hex()));
      tree.addTree(parsed.getTree());
      return new Reading(tree, wanted).all();
    } catch (IOException | RuntimeException e) {
      throw new MirrorException("commit " + commit + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    objects.close();
    repository.close();
  }

  /** One pass over a tree, which may be as wide and deep as its author liked. */
  private final class Reading {
    private final TreeWalk tree;
    private final List<RecipeFile> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final ReadBudget budget;

    Reading(TreeWalk tree, Predicate<String> wanted) {
      this.tree = tree;
      this.budget = new ReadBudget(settings, wanted, problems);
    }

    RecipeFiles all() throws IOException {
      while (tree.next() && budget.takeEntry(tree.getPathString())) {
        if (!tree.isSubtree()) {
          files.add(file());
        } else if (budget.isEntered(tree.getPathString(), tree.getDepth())) {
          tree.enterSubtree();
        }
      }
      forgetOthers();
      return new RecipeFiles(files, problems);
    }

    /** Keeps no more than what this tree holds. */
    private void forgetOthers() {
      if (lastAt.size() > files.size()) {
        var here = new HashSet<String>();
        files.forEach(file -> here.add(file.path()));
        lastAt.keySet().retainAll(here);
      }
    }

    private RecipeFile file() throws IOException {
      var path = tree.getPathString();
      var mode = tree.getFileMode();
      if (mode == FileMode.GITLINK) {
        return new RecipeFile(path, Kind.SUBMODULE, 0, null);
      }
      var id = tree.getObjectId(0);
      var kind = kind(mode);
      var seen = lastAt.get(path);
      var same = seen != null && seen.id().equals(id) && seen.file().kind() == kind ? seen : null;
      var size = same == null ? objects.getObjectSize(id, Constants.OBJ_BLOB) : same.file().size();
      var isRead = kind != Kind.SYMLINK && budget.takeBytes(path, size);
      if (same != null && isRead == (same.file().bytes() != null)) {
        return same.file();
      }
      var file = new RecipeFile(path, kind, size, isRead ? bytes(id, size) : null);
      lastAt.put(path, new Seen(id, file));
      return file;
    }

    private static Kind kind(FileMode mode) {
      if (mode == FileMode.SYMLINK) {
        return Kind.SYMLINK;
      }
      return mode == FileMode.EXECUTABLE_FILE ? Kind.EXECUTABLE : Kind.FILE;
    }

    private byte[] bytes(ObjectId id, long size) throws IOException {
      var limit = Math.toIntExact(Math.max(size, 1));
      return objects.open(id, Constants.OBJ_BLOB).getBytes(limit);
    }
  }
}
