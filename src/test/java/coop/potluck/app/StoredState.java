package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What must hold of a data folder at any time. */
final class StoredState {

  private StoredState() {}

  /** The database is whole, and each commit that it names is there, to its last file. */
  static void check(Application node, Path data) throws IOException {
    Database database = node.database();
    assertThat(database.integrityCheck()).isEmpty();
    assertThat(
            database.<List<?>>read(
                handle -> handle.createQuery("PRAGMA foreign_key_check").mapToMap().list()))
        .isEmpty();
    for (var entry : new CatalogueDump(node.reader()).named().entrySet()) {
      var id = entry.getKey();
      var mirror = data.resolve("mirrors/" + id.coop() + "/" + id.name() + ".git");
      try (var repository = new FileRepository(mirror.toFile());
          var revisions = new RevWalk(repository)) {
        for (var name : entry.getValue()) {
          var commit = revisions.parseCommit(ObjectId.fromString(name));
          try (var tree = new TreeWalk(repository)) {
            tree.addTree(commit.getTree());
            tree.setRecursive(true);
            while (tree.next()) {
              assertThat(repository.open(tree.getObjectId(0)).getSize()).isNotNegative();
            }
          }
        }
      }
    }
  }

  /** Files that only a write under way may have. */
  static List<Path> leftOvers(Path data) throws IOException {
    try (var paths = Files.walk(data)) {
      return paths
          .filter(
              path -> {
                var name = path.getFileName().toString();
                return name.endsWith(".lock")
                    || name.startsWith("incoming_")
                    || name.startsWith("insert_");
              })
          .toList();
    }
  }
}
