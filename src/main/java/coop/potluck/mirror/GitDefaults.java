package coop.potluck.mirror;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit as this node wants it, for the whole process, since JGit keeps this in static fields.
 *
 * <p>The machine's and the user's git configuration are not read: they could rewrite URLs, name a
 * proxy or turn checks off. No object larger than the limit is held in memory whole, wherever it
 * comes from.
 */
final class GitDefaults {

  static {
    SystemReader.setInstance(new Secluded(SystemReader.getInstance()));
    install(MirrorSettings.DEFAULT.maxHeldBytes());
  }

  private GitDefaults() {}

  /** Makes sure that the defaults hold before a repository is opened. */
  static void install() {
    // the work is done when the class is initialised
  }

  static void install(long maxHeldBytes) {
    var config = new WindowCacheConfig();
    config.setPackedGitLimit(8L << 20);
    config.setDeltaBaseCacheLimit(4 << 20);
    config.setStreamFileThreshold(Math.toIntExact(maxHeldBytes));
    config.install();
  }

  private static final class Secluded extends SystemReader.Delegate {

    Secluded(SystemReader machine) {
      super(machine);
    }

    @Override
    public String getHostname() {
      return "localhost";
    }

    @Override
    public @Nullable String getenv(String variable) {
      return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }
  }

  /** A configuration without a file. */
  private static final class Empty extends FileBasedConfig {

    Empty(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // there is nothing to load
    }

    @Override
    public void save() {
      // nor anywhere to keep it
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    /** Tells how exact file times are, which JGit would otherwise spend seconds on measuring. */
    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(100, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }
  }
}
