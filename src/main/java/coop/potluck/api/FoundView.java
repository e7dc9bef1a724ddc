package coop.potluck.api;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.search.Facet;
import coop.potluck.search.SearchResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of recipes that were found, and how the question was read. */
record FoundView(
    List<ItemView> items,
    long total,
    @Nullable String next,
    SearchResult.Matching matching,
    @Nullable String didYouMean,
    List<SearchResult.Warning> warnings,
    Map<String, List<SearchResult.Count>> facets) {

  /** A recipe in the list. */
  record ItemView(
      CoopId coop,
      RecipeName name,
      @Nullable String title,
      @Nullable String description,
      @Nullable String category,
      @Nullable String icon,
      @Nullable String website,
      @Nullable Integer status,
      @Nullable Integer computedStatus,
      List<String> features,
      @Nullable LatestView latest,
      int versions,
      Instant updated,
      boolean archived,
      @Nullable ViaView via,
      SearchResult.@Nullable Match match) {

    static ItemView of(SearchResult.Hit hit, Provenance logs) {
      var row = hit.row();
      return new ItemView(
          row.id().coop(),
          row.id().name(),
          row.title(),
          row.description(),
          row.category(),
          row.icon(),
          row.website(),
          row.status(),
          row.computedStatus(),
          row.features(),
          row.latestTag() == null ? null : new LatestView(row.latestTag(), row.latestTime()),
          row.versions(),
          row.updated(),
          row.archived(),
          logs.via(row.id(), null),
          hit.match());
    }
  }

  /** The latest version that was parsed. */
  record LatestView(String tag, @Nullable Instant time) {}

  /**
   * The page as the interface answers it.
   *
   * @param next the cursor of the next page, as text; null on the last
   */
  static FoundView of(SearchResult.Found found, @Nullable String next, Provenance logs) {
    var facets = new LinkedHashMap<String, List<SearchResult.Count>>();
    for (var facet : Facet.values()) {
      var counts = found.facets().get(facet);
      if (counts != null) {
        facets.put(facet.text(), counts);
      }
    }
    return new FoundView(
        found.items().stream().map(hit -> ItemView.of(hit, logs)).toList(),
        found.total(),
        next,
        found.matching(),
        found.didYouMean(),
        found.warnings(),
        facets);
  }
}
