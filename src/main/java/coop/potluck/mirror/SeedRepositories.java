package coop.potluck.mirror;

import coop.potluck.mirror.SeedHistory.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Turns folders of readable files into git repositories, the same ones on every machine.
 *
 * <p>A recipe's folder holds a {@code history.txt} and one folder for each commit. Names of persons
 * and times are fixed, so that the names of commits are; files are never executable.
 */
public final class SeedRepositories {

  private static final String INCOMING = ".incoming";
  private static final String MARK = "\tseed = ";

  private final Checkpoints checkpoints;

  public SeedRepositories(Checkpoints checkpoints) {
    GitDefaults.install();
    this.checkpoints = checkpoints;
  }

  /**
   * Makes {@code target/<recipe>.git} of each folder in {@code seeds}. What has not changed is left
   * alone; what was made of a folder that is gone goes too.
   *
   * @throws SeedException where a history cannot be understood, with its file and line
   */
  public void write(Path seeds, Path target) throws IOException, SeedException {
    var kept = new HashSet<Path>();
    Folders.delete(target.resolve(INCOMING));
    for (var seed : folders(seeds)) {
      var repository = target.resolve(seed.getFileName() + ".git");
      kept.add(repository);
      var files = files(seed);
      var digest = digest(files);
      if (!isMadeOf(repository, digest)) {
        replace(
            repository,
            target.resolve(INCOMING).resolve(repository.getFileName()),
            seed,
            files,
            digest);
      }
    }
    for (var old : Files.isDirectory(target) ? folders(target) : List.<Path>of()) {
      if (!kept.contains(old) && isMadeOf(old, "")) {
        Folders.delete(old);
      }
    }
    Folders.delete(target.resolve(INCOMING));
  }

  private void replace(
      Path repository, Path incoming, Path seed, Map<String, byte[]> files, String digest)
      throws IOException, SeedException {
    var history = SeedHistory.read(seed.resolve("history.txt"));
    MirrorRepository.create(incoming);
    describe(incoming, history.settings(), digest);
    try (var made = MirrorRepository.open(incoming);
        var objects = made.getObjectDatabase().newPackInserter()) {
      objects.setCompressionLevel(1);
      var refs = new Building(history, files, objects).refs();
      objects.flush();
      new RefsFile(incoming, Checkpoints.NONE).write(made, refs);
    }
    checkpoints.reached("seed.written");
    Folders.delete(repository);
    Files.move(incoming, repository, StandardCopyOption.ATOMIC_MOVE);
    checkpoints.reached("seed.renamed");
  }

  private static void describe(Path repository, Map<String, String> settings, String digest)
      throws IOException {
    var config = repository.resolve("config");
    var text = new StringBuilder(Files.readString(config)).append("[potluck]\n");
    for (var key : List.of("website", "icon")) {
      var value = settings.get(key);
      if (value != null) {
        var quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
        text.append('\t').append(key).append(" = \"").append(quoted).append("\"\n");
      }
    }
    Files.writeString(config, text.append(MARK).append(digest).append('\n'));
    Files.writeString(
        repository.resolve("description"), settings.getOrDefault("description", "") + "\n");
  }

  private static boolean isMadeOf(Path repository, String digest) throws IOException {
    var config = repository.resolve("config");
    return Files.isRegularFile(config)
        && Files.readAllLines(config).stream().anyMatch(line -> line.startsWith(MARK + digest));
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children
          .filter(
              child -> Files.isDirectory(child) && !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** All files of a seed by their paths within it, with slashes. */
  private static Map<String, byte[]> files(Path seed) throws IOException, SeedException {
    var files = new TreeMap<String, byte[]>();
    List<Path> found;
    try (var walk = Files.walk(seed)) {
      found = walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    for (var path : found) {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new SeedException(path, 1, "a plain file");
      }
      files.put(seed.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
    }
    return files;
  }

  private static String digest(Map<String, byte[]> files) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : files.entrySet()) {
        var title = file.getKey() + "\n" + file.getValue().length + "\n";
        digest.update(title.getBytes(StandardCharsets.UTF_8));
        digest.update(file.getValue());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The objects of one repository on their way into its pack. */
  private static final class Building {
    private final SeedHistory history;
    private final Map<String, byte[]> files;
    private final PackInserter objects;
    private final Map<String, ObjectId> commits = new HashMap<>();
    private final TreeMap<String, ObjectId> refs = new TreeMap<>();

    Building(SeedHistory history, Map<String, byte[]> files, PackInserter objects) {
      this.history = history;
      this.files = files;
      this.objects = objects;
    }

    Refs refs() throws IOException {
      ObjectId tip = null;
      for (var step : history.steps()) {
        var parent = step.parent() == null ? tip : commits.get(step.parent());
        var commit = objects.insert(commit(step, parent));
        commits.put(step.folder(), commit);
        if (step.parent() == null) {
          tip = commit;
        }
        if (!step.folder().equals(SeedHistory.HEAD)) {
          refs.put(Refs.TAGS + step.folder(), step.lightweight() ? commit : tag(step, commit));
        }
      }
      var head = Refs.HEADS + history.branch();
      if (tip != null) {
        refs.put(head, tip);
      }
      return new Refs(head, refs);
    }

    private CommitBuilder commit(Step step, @Nullable ObjectId parent) throws IOException {
      var commit = new CommitBuilder();
      commit.setTreeId(tree(step.folder() + "/"));
      if (parent != null) {
        commit.setParentId(parent);
      }
      commit.setAuthor(person(step.date()));
      commit.setCommitter(person(step.date()));
      commit.setMessage(
          step.folder().equals(SeedHistory.HEAD) ? "docs: what is to come\n" : message(step));
      return commit;
    }

    private ObjectId tag(Step step, ObjectId commit) throws IOException {
      var tag = new TagBuilder();
      tag.setTag(step.folder());
      tag.setObjectId(commit, Constants.OBJ_COMMIT);
      tag.setTagger(person(step.date()));
      tag.setMessage(message(step));
      return objects.insert(tag);
    }

    private ObjectId tree(String prefix) throws IOException {
      var cache = DirCache.newInCore();
      var builder = cache.builder();
      for (var file : files.entrySet()) {
        if (file.getKey().startsWith(prefix)) {
          var entry = new DirCacheEntry(file.getKey().substring(prefix.length()));
          entry.setFileMode(FileMode.REGULAR_FILE);
          entry.setObjectId(objects.insert(Constants.OBJ_BLOB, file.getValue()));
          builder.add(entry);
        }
      }
      builder.finish();
      return cache.writeTree(objects);
    }

    private static String message(Step step) {
      return "chore: publish " + step.folder() + " release\n";
    }

    private static PersonIdent person(Instant date) {
      return new PersonIdent("Recipe maintainers", "recipes@seed.invalid", date, ZoneOffset.UTC);
    }
  }
}
