package coop.potluck.mirror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A co-op's repository to mirror, made of plain calls. */
public final class GitRepository implements AutoCloseable {

  private final FileRepository repository;
  private Instant time = Instant.parse("2026-01-01T00:00:00Z");

  private GitRepository(FileRepository repository) {
    this.repository = repository;
  }

  /** A new bare repository whose default branch is {@code main}. */
  public static GitRepository bare(Path folder) throws IOException {
    GitDefaults.install();
    var repository =
        new FileRepository(
            new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setup());
    repository.create(true);
    var head = repository.updateRef(Constants.HEAD);
    head.disableRefLog();
    head.link("refs/heads/main");
    return new GitRepository(repository);
  }

  public FileRepository repository() {
    return repository;
  }

  public Path folder() {
    return repository.getDirectory().toPath();
  }

  public String url() {
    return folder().toUri().toString();
  }

  /** Commits these files, and no others, onto {@code main}. */
  public ObjectId commit(String... pathsAndTexts) throws IOException {
    var entries = new LinkedHashMap<String, ObjectId>();
    try (var inserter = repository.newObjectInserter()) {
      for (var i = 0; i < pathsAndTexts.length; i += 2) {
        var bytes = pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
        entries.put(pathsAndTexts[i], inserter.insert(Constants.OBJ_BLOB, bytes));
      }
      inserter.flush();
    }
    return commitTree(tree(entries, FileMode.REGULAR_FILE), head());
  }

  /** A tree of such entries; slashes make folders. */
  public ObjectId tree(Map<String, ObjectId> entries, FileMode mode) throws IOException {
    var cache = DirCache.newInCore();
    var builder = cache.builder();
    for (var entry : entries.entrySet()) {
      var made = new DirCacheEntry(entry.getKey());
      made.setFileMode(mode);
      made.setObjectId(entry.getValue());
      builder.add(made);
    }
    builder.finish();
    try (var inserter = repository.newObjectInserter()) {
      var tree = cache.writeTree(inserter);
      inserter.flush();
      return tree;
    }
  }

  /** Commits a tree onto {@code main}, whose tip becomes this commit whatever the parent is. */
  public ObjectId commitTree(ObjectId tree, @Nullable ObjectId parent) throws IOException {
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(parent);
    }
    commit.setAuthor(person());
    commit.setCommitter(person());
    commit.setMessage("change");
    var id = insert(commit.build(), Constants.OBJ_COMMIT);
    ref("refs/heads/main", id);
    return id;
  }

  public ObjectId insert(byte[] raw, int type) throws IOException {
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(type, raw);
      inserter.flush();
      return id;
    }
  }

  /** Tags an object with an annotation; the tag object's name. */
  public ObjectId tag(String name, ObjectId target) throws IOException {
    return tag(name, target, Constants.OBJ_COMMIT);
  }

  public ObjectId tag(String name, ObjectId target, int type) throws IOException {
    var tag = new TagBuilder();
    tag.setTag(name);
    tag.setObjectId(target, type);
    tag.setTagger(person());
    tag.setMessage("chore: publish " + name + " release");
    var id = insert(tag.build(), Constants.OBJ_TAG);
    ref("refs/tags/" + name, id);
    return id;
  }

  public void lightweight(String name, ObjectId target) throws IOException {
    ref("refs/tags/" + name, target);
  }

  public void ref(String name, ObjectId id) throws IOException {
    var update = repository.updateRef(name);
    update.setNewObjectId(id);
    update.disableRefLog();
    var result = update.forceUpdate();
    if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.REJECTED) {
      throw new IOException(name + ": " + result);
    }
  }

  public void delete(String name) throws IOException {
    var update = repository.updateRef(name);
    update.setForceUpdate(true);
    update.disableRefLog();
    update.delete();
  }

  /** Writes refs as one file, where a file each would take long. */
  public void packedRefs(Map<String, ObjectId> refs) throws IOException {
    var text = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
    new TreeMap<>(refs)
        .forEach((name, id) -> text.append(id.name()).append(' ').append(name).append('\n'));
    Files.writeString(folder().resolve("packed-refs"), text);
  }

  private @Nullable ObjectId head() throws IOException {
    return repository.resolve("refs/heads/main");
  }

  private PersonIdent person() {
    time = time.plusSeconds(60);
    return new PersonIdent("Robin", "robin@harvest.example", time, ZoneOffset.UTC);
  }

  @Override
  public void close() {
    repository.close();
  }
}
