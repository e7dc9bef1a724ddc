package coop.potluck.app;

import coop.potluck.federation.LogStore;
import coop.potluck.federation.Sighting;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.MirrorRequest;
import coop.potluck.mirror.MirrorResult;
import coop.potluck.mirror.Mirrors;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the repositories of an archive. One in which any tag stands at another commit than its log
 * states is not taken.
 */
final class ArchiveGit {

  private final Application node;
  private final ArchiveFile archive;
  private final Path scratch;

  /**
   * What came of one.
   *
   * @param fault why it was not taken; null where it was
   */
  record Taken(RecipeId recipe, @Nullable String fault) {}

  /**
   * Takes them.
   *
   * @param scratch a folder to put bundles in for a moment
   */
  ArchiveGit(Application node, ArchiveFile archive, Path scratch) {
    this.node = node;
    this.archive = archive;
    this.scratch = scratch;
  }

  /** Takes those of the recipes that the log states, and that are shown by it. */
  List<Taken> take(String origin) throws IOException {
    var logs = new LogStore(node.database());
    var log = logs.find(origin).orElseThrow();
    var taken = new ArrayList<Taken>();
    for (var recipe : logs.recipes(log.id())) {
      var name = ArchiveFile.gitName(recipe.coop(), recipe.recipe());
      var coop =
          node.reader().coops().stream()
              .filter(entry -> recipe.coop().equals(entry.coop().domain()))
              .filter(entry -> entry.sources().stream().allMatch(it -> it.kind().equals("peer")))
              .findFirst();
      if (archive.hasGit(name) && coop.isPresent()) {
        var id = new RecipeId(coop.get().coop().id(), recipe.recipe());
        var stated = logs.sightings(log.id(), recipe.coop(), recipe.recipe());
        taken.add(new Taken(id, take(id, name, stated)));
      }
    }
    return taken;
  }

  private @Nullable String take(RecipeId id, String name, List<Sighting> stated)
      throws IOException {
    var folder = Files.createTempDirectory(scratch, "import");
    var file = folder.resolve("recipe.bundle");
    // looked at apart, so that a mirror which is there stays as it is
    var apart = node.mirrors(folder.resolve("mirrors"));
    try {
      try (var in = archive.git(name)) {
        Files.copy(in, file);
      }
      var request = new MirrorRequest(id, file.toUri().toString(), null, null, false);
      var fault = fault(apart, request, stated);
      if (fault == null && node.mirrors().sync(request) instanceof MirrorResult.Failed failed) {
        return failed.reason();
      }
      return fault;
    } finally {
      apart.remove(id);
      Files.deleteIfExists(file);
      delete(folder);
    }
  }

  private static @Nullable String fault(
      Mirrors apart, MirrorRequest request, List<Sighting> stated) {
    if (apart.sync(request) instanceof MirrorResult.Failed failed) {
      return failed.reason();
    }
    try {
      for (var tag : apart.state(request.id()).tags()) {
        if (Version.parse(tag.name()).isPresent() && !isStated(tag, stated)) {
          return "its tag " + tag.name() + " is not at the commit that the log states";
        }
      }
      return null;
    } catch (MirrorException e) {
      return e.getMessage();
    }
  }

  private static boolean isStated(Tag tag, List<Sighting> stated) {
    return stated.stream()
        .anyMatch(
            one ->
                tag.name().equals(one.tag())
                    && one.state() == Sighting.State.PRESENT
                    && Objects.equals(one.commit(), tag.commit()));
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
