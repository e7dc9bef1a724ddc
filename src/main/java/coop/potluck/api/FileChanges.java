package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.FileEntry;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.Release;
import coop.potluck.http.Refusal;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which files of a recipe differ between two of its versions, and how. */
final class FileChanges {

  private final CatalogueReader reader;
  private final RecipeId recipe;
  private final UnifiedDiffs diffs;

  FileChanges(CatalogueReader reader, RecipeId recipe, ApiSettings settings) {
    this.reader = reader;
    this.recipe = recipe;
    this.diffs = new UnifiedDiffs(settings);
  }

  /** In order of paths; a wanted path that neither version has is a problem. */
  List<FileChangeView> between(Release from, Release to, WantedFiles wanted) {
    var was = files(from);
    var is = files(to);
    for (var path : wanted.paths()) {
      if (!was.containsKey(path) && !is.containsKey(path)) {
        throw new Refusal(
                ApiProblem.FILE_NOT_FOUND,
                "Neither %s nor %s has a file %s"
                    .formatted(from.tag().name(), to.tag().name(), path))
            .with("parameter", "files");
      }
    }
    var paths = new TreeSet<>(was.keySet());
    paths.addAll(is.keySet());
    var changes = new ArrayList<FileChangeView>();
    for (var path : paths) {
      var before = was.get(path);
      var after = is.get(path);
      if (!Objects.equals(before, after)) {
        var text = (before == null || before.text()) && (after == null || after.text());
        var outcome =
            wanted.contains(path)
                ? diff(from, before, to, after, path, text)
                : new UnifiedDiffs.Outcome(null, null);
        changes.add(
            new FileChangeView(
                path, change(before, after), text, outcome.diff(), outcome.because()));
      }
    }
    return changes;
  }

  private UnifiedDiffs.Outcome diff(
      Release from,
      @Nullable FileEntry before,
      Release to,
      @Nullable FileEntry after,
      String path,
      boolean text) {
    if (!text) {
      return new UnifiedDiffs.Outcome(null, "It is a link, no text, or too large to be kept");
    }
    return diffs.of(
        path,
        before == null ? null : content(from, path),
        after == null ? null : content(to, path));
  }

  private String content(Release release, String path) {
    return reader
        .file(recipe, release.tag().name(), path)
        .found()
        .map(FileEntry.Content::text)
        .orElse("");
  }

  private Map<String, FileEntry> files(Release release) {
    return reader.files(recipe, release).stream()
        .collect(
            Collectors.toMap(
                FileEntry::path, Function.identity(), (one, other) -> other, TreeMap::new));
  }

  private static Difference.Change change(@Nullable FileEntry before, @Nullable FileEntry after) {
    if (before == null) {
      return Difference.Change.ADDED;
    }
    return after == null ? Difference.Change.REMOVED : Difference.Change.CHANGED;
  }
}
