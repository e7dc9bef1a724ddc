package coop.potluck.mirror;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PackParser;
import org.jspecify.annotations.Nullable;

/**
 * A bare repository of this node's own making, whose packs are checked as they come in.
 *
 * <p>Its refs are in {@code packed-refs} alone, see {@link RefsFile}.
 */
final class MirrorRepository extends FileRepository {

  /** Protocol 0 lists all refs with the first answer, so an unchanged look is one request. */
  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tfilemode = true
      \tbare = true
      \tlogallrefupdates = false
      [gc]
      \tauto = 0
      \tpruneExpire = now
      \tprunePackExpire = now
      [protocol]
      \tversion = 0
      """;

  /** Larger files are stored as they are, without looking for differences in memory. */
  private static final int BIG_FILE = 8 << 20;

  private @Nullable PackLimits limits;
  private @Nullable Watch watch;
  private @Nullable PackReceiver received;

  private MirrorRepository(Builder options) throws IOException {
    super(options);
  }

  /** Makes an empty repository; {@code HEAD} is there once all else is. */
  static void create(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("objects/pack"));
    Files.createDirectories(folder.resolve("objects/info"));
    Files.createDirectories(folder.resolve("refs/heads"));
    Files.createDirectories(folder.resolve("refs/tags"));
    Files.writeString(folder.resolve("config"), CONFIG);
    Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/main\n");
  }

  static MirrorRepository open(Path folder) throws IOException {
    return open(folder, folder.resolve("objects"));
  }

  /** A repository with the configuration and refs of one folder, and the objects of another. */
  static MirrorRepository open(Path folder, Path objects) throws IOException {
    GitDefaults.install();
    var options = new Builder();
    options.setGitDir(folder.toFile());
    options.setGitCommonDir(folder.toFile());
    options.setObjectDirectory(objects.toFile());
    options.setBare();
    options.setup();
    return new MirrorRepository(options);
  }

  /** What packs that come in from now on may cost, and who watches over them. */
  void receiveWithin(PackLimits packLimits, Watch packWatch) {
    limits = packLimits;
    watch = packWatch;
  }

  /** Takes back the pack that came in last, if there was one. */
  void discardReceived() throws IOException {
    if (received != null) {
      received.discard();
    }
  }

  /** Removes what a writer that died has left behind. */
  static void sweep(Path folder) throws IOException {
    deleteAll(folder.resolve("objects"), "{incoming_,insert_}*", file -> true);
    deleteAll(
        folder.resolve("objects/pack"),
        "pack-*.pack",
        file -> !Files.exists(Path.of(file.toString().replaceAll("pack$", "idx"))));
    deleteAll(folder, "*.{new,tmp}", file -> true);
  }

  private static void deleteAll(Path folder, String glob, Predicate<Path> which)
      throws IOException {
    try (var files = Files.newDirectoryStream(folder, glob)) {
      for (var file : files) {
        if (which.test(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Makes one pack of all that refs reach, the hidden ones included, and drops the rest. */
  void collect() throws IOException {
    var config = new PackConfig(this);
    config.setSinglePack(true);
    config.setBuildBitmaps(false);
    config.setThreads(1);
    config.setBigFileThreshold(BIG_FILE);
    config.setDeltaSearchMemoryLimit(4L * BIG_FILE);
    var collector = new GC(this);
    collector.setPackConfig(config);
    collector.repack();
  }

  @Override
  public ObjectInserter newObjectInserter() {
    var delegate = super.newObjectInserter();
    return limits == null || watch == null
        ? delegate
        : new ReceivingInserter(delegate, limits, watch);
  }

  private final class ReceivingInserter extends ObjectInserter.Filter {

    private final ObjectInserter delegate;
    private final PackLimits packLimits;
    private final Watch packWatch;

    ReceivingInserter(ObjectInserter delegate, PackLimits packLimits, Watch packWatch) {
      this.delegate = delegate;
      this.packLimits = packLimits;
      this.packWatch = packWatch;
    }

    @Override
    protected ObjectInserter delegate() {
      return delegate;
    }

    @Override
    public PackParser newPackParser(InputStream in) throws IOException {
      var receiver = new PackReceiver(getObjectDatabase(), in, packLimits, packWatch);
      received = receiver;
      return receiver;
    }
  }

  private static final class Builder extends BaseRepositoryBuilder<Builder, FileRepository> {

    /** None, whatever {@code objects/info/alternates} says. */
    @Override
    public File[] getAlternateObjectDirectories() {
      return new File[0];
    }
  }
}
