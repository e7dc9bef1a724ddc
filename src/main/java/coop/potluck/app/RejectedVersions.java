package coop.potluck.app;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.VersionEntry;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Says in a line each why versions of a recipe were turned away. */
final class RejectedVersions implements Function<RecipeId, List<String>> {

  private static final int LINES = 5;

  private final CatalogueReader reader;

  RejectedVersions(CatalogueReader reader) {
    this.reader = reader;
  }

  @Override
  public List<String> apply(RecipeId id) {
    var versions = reader.versions(id).found().orElse(List.of());
    var lines = new ArrayList<String>();
    for (var version : versions) {
      if (version.state() == VersionEntry.State.REJECTED) {
        var tag = version.tag().name();
        reader
            .version(id, tag)
            .found()
            .ifPresent(detail -> detail.problems().forEach(one -> lines.add(tag + ": " + one)));
      }
      if (lines.size() > LINES) {
        break;
      }
    }
    if (lines.size() <= LINES) {
      return lines;
    }
    var some = new ArrayList<>(lines.subList(0, LINES));
    some.add("and more, which potluck problems --coop " + id.coop() + " lists");
    return some;
  }
}
