package coop.potluck.catalogue;

import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Comparison;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.View;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells the newest releases, each with what it changed. */
final class News {

  private static final int MAX_RELEASES = 200;

  private final Handle handle;
  private final Contents contents;
  private final Comparer comparer = new Comparer();

  News(Handle handle, Contents contents) {
    this.handle = handle;
    this.contents = contents;
  }

  List<ReleaseNews> list(@Nullable CoopId coop, @Nullable RecipeName recipe, int limit) {
    var sql = handle.attach(NewsSql.class);
    var most = Math.min(limit, MAX_RELEASES);
    var rows =
        coop != null && recipe != null
            ? sql.listOf(coop.value(), recipe.value(), most)
            : sql.list(coop == null ? null : coop.value(), most);
    return rows.stream().map(this::news).toList();
  }

  private ReleaseNews news(NewsSql.NewsRow row) {
    var id = new RecipeId(row.coop(), row.recipe());
    var release = row.release().release();
    var below =
        new ReleaseSql(handle)
            .findBelow(row.recipeId(), row.id())
            .map(ReleaseSql.ReleaseRow::release)
            .orElse(null);
    return new ReleaseNews(
        id,
        row.title(),
        row.publicUrl(),
        release,
        row.firstSeen(),
        below,
        below == null ? null : comparison(id, below, release));
  }

  private Comparison comparison(RecipeId id, Release below, Release release) {
    var finder = new ReleaseFinder(handle, id, contents);
    return comparer.comparison(
        below,
        finder.content(below),
        release,
        finder.content(release),
        new View.Defaults(),
        finder.differences(below, release));
  }
}
