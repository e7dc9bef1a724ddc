package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.util.TemporaryBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A repository on this machine's disk, bare or not, read without git's own ways of opening one.
 *
 * <p>Its configuration, hooks and work tree are never looked at, and no object is taken from
 * another repository that it may lean on: an operator names a folder, not what its owner links to.
 */
final class LocalRemote implements Remote {

  private static final int MEMORY_BUFFER = 1 << 20;

  private final LocalRefs refs;
  private final Path git;
  private final Path mirrorFolder;
  private final MirrorRepository mirror;
  private final MirrorSettings settings;
  private final Watch watch;

  private LocalRemote(
      Path git,
      LocalRefs refs,
      Path mirrorFolder,
      MirrorRepository mirror,
      MirrorSettings settings,
      Watch watch) {
    this.git = git;
    this.refs = refs;
    this.mirrorFolder = mirrorFolder;
    this.mirror = mirror;
    this.settings = settings;
    this.watch = watch;
  }

  static LocalRemote open(
      Path folder, Path mirrorFolder, MirrorRepository mirror, MirrorSettings settings, Watch watch)
      throws IOException {
    var git = gitFolder(folder);
    refuse(git, "objects/info/alternates", "it takes its objects from another repository");
    refuse(git, "shallow", "it is a shallow clone, without its whole history");
    refuse(git, "commondir", "it is a work tree of another repository");
    refuse(git, "reftable", "it keeps its refs in reftables");
    return new LocalRemote(
        git, LocalRefs.read(git, settings), mirrorFolder, mirror, settings, watch);
  }

  private static Path gitFolder(Path folder) throws MirrorFailure {
    var inner = folder.resolve(".git");
    if (Files.isRegularFile(inner)) {
      throw new MirrorFailure(Kind.REFUSED, "it is a work tree of another repository");
    }
    var git = Files.isDirectory(inner) ? inner : folder;
    if (!Files.isDirectory(git.resolve("objects"), LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(git.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)) {
      throw new MirrorFailure(Kind.GONE, "there is no git repository");
    }
    return git;
  }

  private static void refuse(Path git, String name, String reason) throws MirrorFailure {
    if (Files.exists(git.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      throw new MirrorFailure(Kind.REFUSED, reason);
    }
  }

  @Override
  public Map<String, ObjectId> refs() {
    return refs.byName();
  }

  @Override
  public @Nullable String head() {
    return refs.head();
  }

  @Override
  public void fetch(Map<String, ObjectId> wants, Set<ObjectId> held) throws IOException {
    LocalRefs.checkSize(git.resolve("objects"), settings.maxFetchBytes(), watch);
    var buffer = new TemporaryBuffer.LocalFile(mirrorFolder.toFile(), MEMORY_BUFFER);
    try (buffer) {
      write(wants, held, buffer);
      buffer.close();
      watch.check();
      try (var inserter = mirror.newObjectInserter();
          InputStream in = buffer.openInputStream()) {
        inserter.newPackParser(in).parse(watch);
      }
    } finally {
      buffer.destroy();
    }
  }

  private void write(Map<String, ObjectId> wants, Set<ObjectId> held, TemporaryBuffer to)
      throws IOException {
    // as one thread, and without looking for better differences than those that are there
    var config = new PackConfig();
    config.setThreads(1);
    config.setDeltaCompress(false);
    try (var source = MirrorRepository.open(mirrorFolder, git.resolve("objects"));
        var writer = new PackWriter(config, source.newObjectReader())) {
      writer.setUseBitmaps(false);
      writer.setDeltaBaseAsOffset(true);
      writer.preparePack(watch, new HashSet<>(wants.values()), held);
      writer.writePack(watch, watch, to);
    }
  }

  @Override
  public void close() {
    // nothing stays open
  }
}
