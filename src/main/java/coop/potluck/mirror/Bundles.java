package coop.potluck.mirror;

import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.storage.pack.PackConfig;

/**
 * Writes mirrors as git bundles, without the differences between objects that git would look for:
 * so the same branch and tags at the same commits make the same bytes, however they came here.
 */
public final class Bundles {

  private static final int LEVEL = 9;

  private Bundles() {}

  /**
   * Writes the default branch and the tags of a mirror; false, and nothing, where it has none. The
   * node that keeps it may be running.
   *
   * @param mirrors the folder of {@link Mirrors}
   */
  public static boolean write(Path mirrors, RecipeId id, OutputStream out) throws IOException {
    var folder = Mirrors.path(mirrors, id);
    if (!Files.exists(folder)) {
      return false;
    }
    try (var mirror = MirrorRepository.open(folder)) {
      var refs = new RefsFile(folder, point -> {}).read();
      if (refs.visible().isEmpty()) {
        return false;
      }
      write(mirror, refs, out);
      return true;
    }
  }

  private static void write(MirrorRepository mirror, Refs refs, OutputStream out)
      throws IOException {
    var head = new StringBuilder(BundleRemote.SIGNATURE).append('\n');
    refs.visible()
        .forEach((name, id) -> head.append(id.name()).append(' ').append(name).append('\n'));
    out.write(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    var config = new PackConfig();
    config.setThreads(1);
    config.setDeltaCompress(false);
    config.setReuseDeltas(false);
    config.setReuseObjects(false);
    config.setCompressionLevel(LEVEL);
    try (var writer = new PackWriter(config, mirror.newObjectReader())) {
      writer.setUseBitmaps(false);
      writer.setUseCachedPacks(false);
      writer.preparePack(
          NullProgressMonitor.INSTANCE, new HashSet<>(refs.visible().values()), new HashSet<>());
      writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
    }
  }
}
