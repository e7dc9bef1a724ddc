package coop.potluck.search;

import coop.potluck.recipe.RecipeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a query. */
public sealed interface SearchResult {

  /** The cursor is none of ours, or belongs to another order. */
  record MalformedCursor() implements SearchResult {}

  /**
   * A page.
   *
   * @param total recipes that match, on all pages
   * @param next the cursor of the next page; null if this is the last
   * @param matching how many of the words a recipe had to match
   * @param didYouMean the text with its typing mistakes corrected, for which the answer is; null
   *     where nothing was corrected
   * @param warnings what of the text could not be read as the query language, and was read as words
   * @param facets those that were asked for, in their order; each counted as if it had no filter
   */
  record Found(
      List<Hit> items,
      long total,
      @Nullable String next,
      Matching matching,
      @Nullable String didYouMean,
      List<Warning> warnings,
      Map<Facet, List<Count>> facets)
      implements SearchResult {
    public Found {
      items = List.copyOf(items);
      warnings = List.copyOf(warnings);
    }
  }

  /** How many of the words a recipe had to match. */
  enum Matching {
    /** Every one. */
    ALL,
    /** No recipe has them all, so these have the most. */
    MOST
  }

  /**
   * A part of the text that was read otherwise than it looks.
   *
   * @param at the part, as it was typed
   * @param expected what would have been understood
   */
  record Warning(String at, String expected) {}

  /** A value of a facet, and how many of the recipes have it. */
  record Count(String value, long count) {}

  /**
   * A recipe that was found.
   *
   * @param match why; null where no text was sought
   */
  record Hit(Row row, @Nullable Match match) {}

  /**
   * Why a recipe was found.
   *
   * @param fields where the words were found, the weightiest first: {@code name}, {@code readme}
   */
  record Match(List<String> fields, @Nullable Snippet snippet) {
    public Match {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A passage that shows the words.
   *
   * @param text plain, of at most some 200 characters
   * @param highlights in order, apart from each other
   */
  record Snippet(String field, String text, List<Highlight> highlights) {
    public Snippet {
      highlights = List.copyOf(highlights);
    }
  }

  /**
   * A part of a text, in UTF-16 code units, as {@code substring} of Java and JavaScript count.
   *
   * @param end after the last one
   */
  record Highlight(int start, int end) {}

  /**
   * A recipe in a list.
   *
   * @param title the README's heading
   * @param description of the forge, or the README's first paragraph where it has none
   * @param status 0 to 5, as claimed
   * @param computedStatus 0 to 5, as its files show; null where nobody has looked yet
   * @param features those it claims or was found to have, in order of names
   * @param latestTag null if no version was parsed
   * @param latestTime when that was made
   * @param updated when its newest version was made, or its head where it has none
   */
  record Row(
      RecipeId id,
      @Nullable String title,
      @Nullable String description,
      @Nullable String category,
      @Nullable String icon,
      @Nullable String website,
      @Nullable Integer status,
      @Nullable Integer computedStatus,
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
}
