package coop.potluck.mirror;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A maintainer's folder of a recipe as it stands on the disk, with the releases that its git
 * repository knows, if it is the root of one; for one thread, until it is closed.
 *
 * <p>It is read within the limits of a mirror's commits, never written, and no command of its
 * configuration is run. A repository around the folder counts for nothing: its tags are not the
 * recipe's.
 */
public final class WorkingCopy implements AutoCloseable {

  private final Path folder;
  private final MirrorSettings settings;
  private final @Nullable Repository repository;
  private final @Nullable String unreadable;

  private WorkingCopy(
      Path folder,
      MirrorSettings settings,
      @Nullable Repository repository,
      @Nullable String unreadable) {
    this.folder = folder;
    this.settings = settings;
    this.repository = repository;
    this.unreadable = unreadable;
  }

  /**
   * The release tags of a working copy's repository.
   *
   * @param tags that spell a version, in the order of their names
   * @param behind the names of those that lead to what is checked out
   * @param problems tags that were left out, and why
   */
  public record Releases(List<Tag> tags, Set<String> behind, List<Problem> problems) {
    public Releases {
      tags = List.copyOf(tags);
      behind = Set.copyOf(behind);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Opens a folder. A git repository in it that cannot be read is told by {@link #releases}.
   *
   * @throws MirrorException if there is no such folder
   */
  public static WorkingCopy open(Path folder, MirrorSettings settings) throws MirrorException {
    GitDefaults.install(settings.maxHeldBytes());
    try {
      var root = folder.toRealPath();
      if (!Files.isDirectory(root)) {
        throw new MirrorException(folder + " is no folder");
      }
      return of(root, settings);
    } catch (NoSuchFileException e) {
      throw new MirrorException("there is no folder " + folder, e);
    } catch (IOException e) {
      throw new MirrorException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static WorkingCopy of(Path root, MirrorSettings settings) {
    if (!Files.exists(root.resolve(Constants.DOT_GIT))) {
      return new WorkingCopy(root, settings, null, null);
    }
    try {
      return new WorkingCopy(root, settings, repository(root, settings), null);
    } catch (IOException | RuntimeException e) {
      return new WorkingCopy(root, settings, null, String.valueOf(e.getMessage()));
    }
  }

  private static Repository repository(Path root, MirrorSettings settings) throws IOException {
    var repository =
        new FileRepositoryBuilder().setWorkTree(root.toFile()).setMustExist(true).build();
    var packed = repository.getCommonDirectory().toPath().resolve(Constants.PACKED_REFS);
    if (Files.exists(packed) && Files.size(packed) > settings.maxAdvertisementBytes()) {
      repository.close();
      throw new IOException(
          "packed-refs has more than " + settings.maxAdvertisementBytes() + " bytes");
    }
    return repository;
  }

  /** What the repository is called where it came from; empty where it came from nowhere. */
  public Optional<String> origin() {
    if (repository == null) {
      return Optional.empty();
    }
    var url = repository.getConfig().getString("remote", Constants.DEFAULT_REMOTE_NAME, "url");
    return Optional.ofNullable(url)
        .map(text -> text.replaceFirst("/+$", "").replaceFirst("\\.git$", ""))
        .map(text -> text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1));
  }

  /** Its absolute path, without links. */
  public Path folder() {
    return folder;
  }

  /**
   * The files as they stand on the disk, but for those that git would not take: what {@code
   * .gitignore} names and is not tracked all the same, and git's own. Ends of lines that git
   * changed when it checked a file out are as they were committed.
   *
   * @param wanted the paths of files whose bytes are needed; others are listed without
   */
  public RecipeFiles files(Predicate<String> wanted) throws MirrorException {
    try {
      var ignored =
          repository == null ? IgnoredPaths.none(folder) : IgnoredPaths.of(folder, repository);
      return new FolderReader(folder, ignored, settings, wanted).all();
    } catch (IOException | RuntimeException e) {
      throw new MirrorException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The releases that its repository knows; empty where the folder is the root of none.
   *
   * @throws MirrorException if the repository cannot be read
   */
  public Optional<Releases> releases() throws MirrorException {
    if (unreadable != null) {
      throw new MirrorException("the git repository cannot be read: " + unreadable);
    }
    if (repository == null) {
      return Optional.empty();
    }
    try {
      var found = new TreeMap<String, ObjectId>();
      for (var ref : repository.getRefDatabase().getRefsByPrefix(Refs.TAGS)) {
        if (Version.parse(ref.getName().substring(Refs.TAGS.length())).isPresent()) {
          found.put(ref.getName(), ref.getObjectId());
        }
      }
      if (found.size() > settings.maxTags()) {
        throw new IOException("it has more than " + settings.maxTags() + " tags");
      }
      var state = StateReader.read(repository, new Refs(null, found), List.of());
      return Optional.of(
          new Releases(state.tags(), behind(repository, state.tags()), state.problems()));
    } catch (IOException | RuntimeException e) {
      throw new MirrorException("the git repository cannot be read: " + e.getMessage(), e);
    }
  }

  /** The files of a release. */
  public RecipeFiles files(Tag release, Predicate<String> wanted) throws MirrorException {
    if (repository == null) {
      throw new MirrorException(folder + " is not the root of a git repository");
    }
    repository.incrementOpen(); // the reader's to close
    try (var reader = new MirrorReader(repository, settings)) {
      return reader.files(release.commit(), wanted);
    }
  }

  /** Which tags lead to what is checked out; the history of a shallow clone ends early. */
  private static Set<String> behind(Repository repository, List<Tag> tags) throws IOException {
    var head = repository.resolve(Constants.HEAD);
    var sought = tags.stream().map(tag -> tag.commit().hex()).collect(Collectors.toSet());
    var found = new HashSet<String>();
    if (head == null || sought.isEmpty()) {
      return found;
    }
    try (var walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      walk.markStart(walk.parseCommit(head));
      for (AnyObjectId commit = walk.next();
          commit != null && !sought.isEmpty();
          commit = walk.next()) {
        if (sought.remove(commit.name())) {
          found.add(commit.name());
        }
      }
    }
    return tags.stream()
        .filter(tag -> found.contains(tag.commit().hex()))
        .map(Tag::name)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    if (repository != null) {
      repository.close();
    }
  }
}
