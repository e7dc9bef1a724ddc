package coop.potluck.mirror;

import coop.potluck.recipe.ObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The bare repository whose only branch has {@code recipes.json} at its root, for clients that
 * clone and pull their catalogue. Its branch only ever goes forward.
 */
public final class CatalogueRepository {

  private static final String BRANCH = Refs.HEADS + "main";
  private static final String FILE = "recipes.json";

  private final Path folder;
  private final Checkpoints checkpoints;

  /** Opens the repository in {@code folder}, and makes it where there is none. */
  public CatalogueRepository(Path folder, Checkpoints checkpoints) throws IOException {
    GitDefaults.install();
    this.folder = folder;
    this.checkpoints = checkpoints;
    if (!Files.exists(folder.resolve("HEAD"))) {
      MirrorRepository.create(folder);
    }
    MirrorRepository.sweep(folder);
  }

  /** The bare repository's folder. */
  public Path folder() {
    return folder;
  }

  /** The commit that the branch stands at; empty before anything was published. */
  public synchronized Optional<ObjectName> head() throws IOException {
    var id = refs().read().byName().get(BRANCH);
    return id == null ? Optional.empty() : Optional.of(new ObjectName(id.name()));
  }

  /**
   * Commits the catalogue as it is now; the commit of the same bytes where they were published
   * last.
   */
  public synchronized ObjectName publish(byte[] recipesJson, Instant when) throws IOException {
    try (var repository = MirrorRepository.open(folder)) {
      var held = refs().read();
      var parent = held.byName().get(BRANCH);
      ObjectId commit;
      try (var inserter = repository.getObjectDatabase().newPackInserter()) {
        var tree = new TreeFormatter();
        tree.append(FILE, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, recipesJson));
        var treeId = inserter.insert(tree);
        if (parent != null && treeId.equals(treeOf(repository, parent))) {
          return new ObjectName(parent.name());
        }
        commit = inserter.insert(commit(treeId, parent, when));
        inserter.flush();
      }
      checkpoints.reached("publish.objects");
      var refs = new TreeMap<>(held.byName());
      refs.put(BRANCH, commit);
      refs().write(repository, new Refs(BRANCH, refs));
      checkpoints.reached("publish.ref");
      return new ObjectName(commit.name());
    }
  }

  /** Makes one pack of many, where there are more than that. */
  public synchronized boolean collect(int maxPacks) throws IOException {
    try (var repository = MirrorRepository.open(folder)) {
      if (repository.getObjectDatabase().getPacks().size() <= maxPacks) {
        return false;
      }
      repository.collect();
      return true;
    }
  }

  private RefsFile refs() {
    return new RefsFile(folder, Checkpoints.NONE);
  }

  private static ObjectId treeOf(MirrorRepository repository, ObjectId commit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      return walk.parseCommit(commit).getTree().copy();
    }
  }

  private static CommitBuilder commit(ObjectId tree, @Nullable ObjectId parent, Instant when) {
    var person = new PersonIdent("Potluck", "potluck@localhost", when, ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(parent);
    }
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage("catalogue: " + when + "\n");
    return commit;
  }
}
