package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.outbound.Outbound;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The folder of bare mirrors, {@code <co-op>/<name>.git} each.
 *
 * <p>May be used by many threads; a mirror is written by one at a time. Readers are never in the
 * way of writers, nor the other way round.
 */
public final class Mirrors {

  private static final String INCOMING = ".incoming";

  private final Path folder;
  private final MirrorSettings settings;
  private final Outbound outbound;
  private final Checkpoints checkpoints;
  private final Progress progress;
  private final Map<RecipeId, ReentrantLock> writers;

  /** Opens the folder, and clears it of clones that were never finished. */
  public Mirrors(
      Path folder,
      MirrorSettings settings,
      Outbound outbound,
      Checkpoints checkpoints,
      Progress progress)
      throws IOException {
    GitDefaults.install(settings.maxHeldBytes());
    this.folder = folder;
    this.settings = settings;
    this.outbound = outbound;
    this.checkpoints = checkpoints;
    this.progress = progress;
    this.writers = new ConcurrentHashMap<>();
    Files.createDirectories(folder);
    Folders.delete(folder.resolve(INCOMING));
  }

  private Mirrors(Mirrors of, Outbound outbound) {
    this.folder = of.folder;
    this.settings = of.settings;
    this.outbound = outbound;
    this.checkpoints = of.checkpoints;
    this.progress = of.progress;
    this.writers = of.writers;
  }

  /** The same mirrors, fetched by another way out. */
  public Mirrors through(Outbound other) {
    return new Mirrors(this, other);
  }

  /** What brings the mirror in a folder up to date; the folder may be new and empty. */
  private interface Work {
    MirrorResult into(Path mirror, boolean isNew) throws IOException;
  }

  /** Looks at the repository, and fetches where a ref has changed; never throws for its faults. */
  public MirrorResult sync(MirrorRequest request) {
    return write(
        request.id(), watch -> new Sync(request, settings, outbound, checkpoints, watch)::into);
  }

  /**
   * Fetches those of the stated refs that the repository has and the mirror lacks. Afterwards the
   * mirror has stated refs alone, each exactly where it is stated; never throws for the
   * repository's faults.
   *
   * @param maxBytes that may be fetched, if that is less than the settings allow
   * @return {@link MirrorResult.Taken} or {@link MirrorResult.Failed}
   */
  public MirrorResult take(MirrorRequest request, StatedRefs stated, long maxBytes) {
    var within = settings.withMaxFetchBytes(Math.min(maxBytes, settings.maxFetchBytes()));
    return write(
        request.id(),
        watch -> {
          var sync = new Sync(request, within, outbound, checkpoints, watch);
          return new StatedSync(sync, stated, checkpoints)::into;
        });
  }

  /**
   * Leaves stated refs alone in a mirror, such as after one was taken back, without asking anybody.
   *
   * @return whether all that is stated is there
   */
  public boolean keepStated(RecipeId id, StatedRefs stated) throws MirrorException {
    var writer = writers.computeIfAbsent(id, unused -> new ReentrantLock());
    writer.lock();
    try {
      return exists(id) && StatedSync.keep(path(id), stated, checkpoints);
    } catch (IOException | RuntimeException e) {
      throw unreadable(id, e);
    } finally {
      writer.unlock();
    }
  }

  private MirrorResult write(RecipeId id, Function<Watch, Work> work) {
    var writer = writers.computeIfAbsent(id, unused -> new ReentrantLock());
    writer.lock();
    try {
      var watch = new Watch(id, progress, settings.wholeTimeout());
      try {
        return exists(id) ? update(id, work.apply(watch)) : create(id, work.apply(watch));
      } catch (IOException | RuntimeException e) {
        return watch.isCancelled()
            ? MirrorFailure.failed(
                Kind.TIMEOUT, "not done within " + settings.wholeTimeout().toMillis() + " ms")
            : MirrorFailure.explain(e);
      }
    } finally {
      writer.unlock();
    }
  }

  private MirrorResult update(RecipeId id, Work work) throws IOException {
    var mirror = path(id);
    MirrorRepository.sweep(mirror);
    return work.into(mirror, false);
  }

  private MirrorResult create(RecipeId id, Work work) throws IOException {
    var incoming = folder.resolve(INCOMING).resolve(id.coop() + "--" + id.name() + ".git");
    try {
      Folders.delete(incoming);
      MirrorRepository.create(incoming);
      var result = work.into(incoming, true);
      if (result instanceof MirrorResult.Taken taken && taken.refs() == 0) {
        return result;
      }
      Files.createDirectories(path(id).getParent());
      Files.move(incoming, path(id), StandardCopyOption.ATOMIC_MOVE);
      checkpoints.reached("mirror.renamed");
      return result;
    } finally {
      Folders.delete(incoming);
    }
  }

  /** What one fetch may bring. */
  public long maxFetchBytes() {
    return settings.maxFetchBytes();
  }

  /** Whether there is a mirror of this recipe. */
  public boolean exists(RecipeId id) {
    return Files.exists(path(id));
  }

  /** Where the mirror stands now. */
  public MirrorState state(RecipeId id) throws MirrorException {
    try (var mirror = repository(id)) {
      return StateReader.read(mirror, new RefsFile(path(id), checkpoints).read(), List.of());
    } catch (IOException | RuntimeException e) {
      throw unreadable(id, e);
    }
  }

  /** The bytes that a mirror takes on the disk; 0 where there is none. */
  public long size(RecipeId id) throws MirrorException {
    try {
      return Folders.size(path(id));
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** The objects that hidden refs keep: tags that were moved or removed, heads given up. */
  public List<ObjectName> kept(RecipeId id) throws MirrorException {
    try {
      return new RefsFile(path(id), checkpoints).read().kept();
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** Opens a mirror to read several of its commits. */
  public MirrorReader read(RecipeId id) throws MirrorException {
    try {
      return new MirrorReader(repository(id), settings);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /**
   * The files of one commit.
   *
   * @param wanted the paths of files whose bytes are needed; others are listed without
   */
  public RecipeFiles files(RecipeId id, ObjectName commit, Predicate<String> wanted)
      throws MirrorException {
    try (var reader = read(id)) {
      return reader.files(commit, wanted);
    }
  }

  /** Makes one pack of many, where there are more than the settings allow; true if so. */
  public boolean collect(RecipeId id) throws MirrorException {
    var writer = writers.computeIfAbsent(id, unused -> new ReentrantLock());
    writer.lock();
    try (var mirror = repository(id)) {
      MirrorRepository.sweep(path(id));
      if (mirror.getObjectDatabase().getPacks().size() <= settings.maxPacks()) {
        return false;
      }
      mirror.collect();
      checkpoints.reached("mirror.collected");
      return true;
    } catch (IOException | RuntimeException e) {
      throw unreadable(id, e);
    } finally {
      writer.unlock();
    }
  }

  /** Removes a mirror for good; false if there is none. */
  public boolean remove(RecipeId id) throws IOException {
    var writer = writers.computeIfAbsent(id, unused -> new ReentrantLock());
    writer.lock();
    try {
      if (!exists(id)) {
        return false;
      }
      var away = folder.resolve(INCOMING).resolve(id.coop() + "--" + id.name() + ".removed");
      Folders.delete(away);
      Files.createDirectories(away.getParent());
      Files.move(path(id), away, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(away);
      return true;
    } finally {
      writer.unlock();
    }
  }

  /** The mirror's folder, whether it exists or not. */
  Path path(RecipeId id) {
    return path(folder, id);
  }

  static Path path(Path mirrors, RecipeId id) {
    return mirrors.resolve(id.coop().value()).resolve(id.name().value() + ".git");
  }

  private MirrorRepository repository(RecipeId id) throws IOException, MirrorException {
    if (!exists(id)) {
      throw new MirrorException("there is no mirror of " + id);
    }
    return MirrorRepository.open(path(id));
  }

  private static MirrorException unreadable(RecipeId id, Exception e) {
    return new MirrorException("the mirror of " + id + " cannot be read: " + e.getMessage(), e);
  }
}
