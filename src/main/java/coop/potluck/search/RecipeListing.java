package coop.potluck.search;

import coop.potluck.database.Database;
import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of recipes that are served: filtered, sorted, a page at a time. */
@SuppressWarnings("DoNotCallSuggester")
public final class RecipeListing {

  /** What came of a query. */
  public sealed interface Result {}

  /**
   * A page.
   *
   * @param total recipes that the filters leave, on all pages
   * @param next the cursor of the next page; null if this is the last
   */
  public record Found(List<Row> items, long total, @Nullable String next) implements Result {
    public Found {
      items = List.copyOf(items);
    }
  }

  /** The cursor is none of ours, or belongs to another order. */
  public record MalformedCursor() implements Result {}

  /**
   * A recipe in the list.
   *
   * @param title the README's heading
   * @param description of the forge, or the README's first paragraph where it has none
   * @param status 0 to 5, as claimed
   * @param features those it claims or was found to have, in order of names
   * @param latestTag null if no version was parsed
   * @param latestTime when that was made
   * @param updated when its newest version was made, or its head where it has none
   */
  public record Row(
      RecipeId id,
      @Nullable String title,
      @Nullable String description,
      @Nullable String category,
      @Nullable String icon,
      @Nullable String website,
      @Nullable Integer status,
      List<String> features,
      @Nullable String latestTag,
      @Nullable Instant latestTime,
      int versions,
      Instant updated,
      boolean archived) {
    public Row {
      features = List.copyOf(features);
    }
  }

  public RecipeListing(Database database) {
    throw new UnsupportedOperationException();
  }

  public Result find(RecipeQuery query) {
    throw new UnsupportedOperationException();
  }
}
